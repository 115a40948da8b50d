import type { GlossaryTerm, ProgrammePackage } from '../package/package-files.ts';
import type { FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Programme } from '../programme/definition.ts';
import type { Balance } from '../report/balance.ts';
import type { TemplateSection } from '../report/definition.ts';

/** A section of a level's own, and the section of the base that it comes after. */
export interface AddedSection {
  readonly after: string;
  readonly section: Omit<TemplateSection, 'ledger'>;
}

/** The edition to which something is added: a programme as the line names it, its year, and what it said then. */
export interface AdditionsBase {
  readonly programme: string;
  readonly year: number;
  /** Of the content of one of its issues. */
  readonly hash: string;
}

/** What a level adds to a programme from above, for a year. Nothing of the base is in it, and nothing takes from it. */
export interface Additions {
  readonly base: AdditionsBase;
  readonly forms: readonly FormDefinition[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly sections: readonly AddedSection[];
  readonly balances: readonly Balance[];
  readonly glossary: readonly GlossaryTerm[];
}

/** Without what names the base. */
export type AddedParts = Omit<Additions, 'base'>;

export function addsNothing(parts: AddedParts): boolean {
  return [parts.forms, parts.indicatorGroups, parts.indicators, parts.sections, parts.balances, parts.glossary].every(
    (part) => part.length === 0,
  );
}

/** The base with what is added behind its own parts, each section in its place. */
export function withAdditions({ programme, glossary }: ProgrammePackage, added: AddedParts): ProgrammePackage {
  const { template } = programme;
  const balances = [...(template.balances ?? []), ...added.balances];
  return {
    programme: {
      ...programme,
      forms: [...programme.forms, ...added.forms],
      indicatorGroups: [...programme.indicatorGroups, ...added.indicatorGroups],
      indicators: [...programme.indicators, ...added.indicators],
      template: templateWith(template, added.sections, balances),
    },
    glossary: [...glossary, ...added.glossary],
  };
}

export function templateWith(
  { balances: _own, ...template }: Programme['template'],
  added: readonly AddedSection[],
  balances: readonly Balance[],
): Programme['template'] {
  return {
    ...template,
    sections: placeSections(template.sections, added),
    ...(template.overview ? { overview: placeSections(template.overview, added) } : {}),
    ...(balances.length > 0 ? { balances } : {}),
  };
}

/**
 * Each added section behind the one that it names, and behind those added there before it; at the end, where the base
 * has that one no more.
 */
export function placeSections(
  sections: readonly TemplateSection[],
  added: readonly AddedSection[],
): readonly TemplateSection[] {
  const known = new Set(sections.map((section) => section.code));
  const placed = sections.flatMap((section) => [
    section,
    ...added.filter(({ after }) => after === section.code).map((one) => one.section),
  ]);
  return [...placed, ...added.filter(({ after }) => !known.has(after)).map((one) => one.section)];
}
