import type { SectionContent } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { Issuer, ReportText } from './lay-out.ts';

/** Puts the bureau's name and the years where a template says `{bureau}`, `{year}`, `{nextYear}`. */
function fillIn(text: string, bureau: string, year: number): string {
  return text
    .replaceAll('{bureau}', bureau)
    .replaceAll('{year}', String(year))
    .replaceAll('{nextYear}', String(year + 1));
}

export function titlesOf(edition: Edition, issuer: Issuer): Pick<ReportText, 'title' | 'upwardTitle'> {
  const fill = (lines: readonly string[], name: string): readonly string[] =>
    lines.map((line) => fillIn(line, name, edition.year));
  return {
    title: fill(edition.template.title, issuer.shortName),
    upwardTitle: fill(edition.template.upwardTitle, issuer.name),
  };
}

/** A template's prose as this bureau's draft of this year. */
export function draftOf(content: SectionContent, issuer: Issuer, year: number): SectionContent {
  const filled: unknown = JSON.parse(JSON.stringify(content), (key: string, value: unknown) =>
    key === 'text' && typeof value === 'string' ? fillIn(value, issuer.shortName, year) : value,
  );
  return filled as SectionContent;
}
