import { HuibaoError, mergeTemplate, type Localized, type MergedContent, type SectionContent } from '@huibao/domain';
import { listNewestAdded } from '../forms/added-issue.repository.ts';
import { requireEdition, type Edition } from '../forms/edition.repository.ts';
import { newerThan, type NewerIssue } from '../forms/newest-issue.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { draftSections } from './draft-sections.ts';
import type { Report } from './report.repository.ts';
import type { ReportSection, SectionText } from './section.repository.ts';

type Reader = Pick<QueryScope, 'trx' | 'actor'>;

/** What a report begun now would go by, and what of it is newer than what this one does. */
export interface NewerTemplate {
  readonly edition: Edition;
  readonly newer: readonly NewerIssue[];
  readonly switched: SwitchedParts;
}

/** Names of the parts that were switched since the draft began. */
export interface SwitchedParts {
  readonly on: readonly Localized[];
  readonly off: readonly Localized[];
}

/** The issue that the tenant adopted for its collections, with what its line has added by now. */
export async function findNewerTemplate({ trx, actor }: Reader, { edition, year }: Report): Promise<NewerTemplate> {
  const standing = await requireEdition(trx, actor, { programme: edition.programmeName, year });
  return {
    edition: standing,
    newer: newerThan(edition, standing.issueNo, await listNewestAdded(trx, standing)),
    switched: switchedSince(edition, standing),
  };
}

/** Whether a report begun now would be another. */
export function isNewer({ newer, switched: { on, off } }: Pick<NewerTemplate, 'newer' | 'switched'>): boolean {
  return newer.length + on.length + off.length > 0;
}

function switchedSince(
  { parts: before = [], ...begun }: Edition,
  { parts: now = [], ...standing }: Edition,
): SwitchedParts {
  const named = new Map([...begun.programmeParts, ...standing.programmeParts].map(({ code, label }) => [code, label]));
  const labels = (codes: readonly string[], known: readonly string[]): readonly Localized[] =>
    codes.filter((code) => !known.includes(code)).flatMap((code) => named.get(code) ?? []);
  return { on: labels(now, before), off: labels(before, now) };
}

/** A section as taking the newer template would leave it. */
export interface MergedSection extends Omit<MergedContent, 'content'>, SectionText {
  /** How it stands to the newer template: it has it, it comes with it, or it has it no more. */
  readonly standing: 'stays' | 'comes' | 'goes';
  readonly isChanged: boolean;
}

const nothing: SectionContent = { type: 'doc', version: 2, content: [] };
const untouched = { added: 0, reworded: 0, kept: 0, removed: 0, owned: 0 };

/**
 * The report's sections in the order of the newer template. One that the template has no more goes where nobody wrote
 * in it: it is left without words, and so isn't printed.
 */
export async function mergeSections(
  scope: Reader,
  report: Report,
  sections: readonly ReportSection[],
  edition: Edition,
): Promise<readonly MergedSection[]> {
  const old = new Map((await draftSections(scope, report.edition)).map((one) => [one.code, one]));
  const next = await draftSections(scope, edition);
  const coming = new Set(next.map((one) => one.code));
  const standing = new Map(sections.map((one) => [one.code, one]));
  const merged = next.map(({ code, heading, level, numbering, content }): MergedSection => {
    const current = standing.get(code);
    const head = { code, heading, level, numbering };
    if (!current) return { ...head, ...untouched, content, standing: 'comes', isChanged: true };
    const result = mergeTemplate(current.content, old.get(code)?.content ?? nothing, content);
    return { ...head, ...result, standing: 'stays', isChanged: isOther(result) || current.heading !== heading };
  });
  for (const [place, { code, heading, level, numbering, content }] of sections.entries()) {
    if (coming.has(code)) continue;
    const result = mergeTemplate(content, old.get(code)?.content ?? nothing, nothing);
    const before = sections.slice(0, place).findLast((one) => merged.some((known) => known.code === one.code));
    const at = before ? merged.findIndex((one) => one.code === before.code) + 1 : 0;
    const isChanged = isOther(result);
    merged.splice(at, 0, { code, heading, level, numbering, ...result, standing: 'goes', isChanged });
  }
  return merged;
}

function isOther({ added, reworded, removed }: Omit<MergedContent, 'content'>): boolean {
  return added + reworded + removed > 0;
}

/** @throws {HuibaoError} `report.wrong_state` once it has left drafting */
export function requireDrafting({ state }: Pick<Report, 'state'>): void {
  if (state !== 'drafting') throw new HuibaoError('report.wrong_state');
}
