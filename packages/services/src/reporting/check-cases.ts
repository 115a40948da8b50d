import {
  casesOf,
  HuibaoError,
  isAsQuoted,
  mapQuoted,
  namesUnit,
  quotedIn,
  wordsOfCase,
  type QuotedNode,
  type SectionContent,
} from '@huibao/domain';
import type { Reader } from '../rollup/roll-up.ts';
import { hashOfNarrative, listQuotable, type QuotableRevision } from './case.repository.ts';
import { narrativeLabels } from './list-cases.ts';
import type { Report } from './report.repository.ts';
import type { SectionText } from './section.repository.ts';

/**
 * A text with its quotations as they are: each is of a narrative of an accepted revision of this tenant and year, under
 * its school's name and the hash of what it said. Whether its words are still the school's is found here, whatever the
 * request says. What is known, having been saved before, may be of a revision that was reopened since: it stands until
 * somebody signs.
 */
export async function checkCases(
  reader: Reader,
  report: Report,
  content: SectionContent,
  known: readonly QuotedNode[],
): Promise<SectionContent> {
  const cases = casesOf(content);
  if (cases.length === 0) return content;
  const quotable = await quotableOf(reader, report, cases);
  const saved = new Set(known.map(quotationOf));
  return mapQuoted(content, (node) => {
    const found = findSource(node, quotable);
    const { unitName: unit } = node.attrs;
    if (!found) throw new HuibaoError('report.case_forged', { unit });
    if (!found.isAccepted && !saved.has(quotationOf(node))) throw new HuibaoError('report.case_not_accepted', { unit });
    return !isAsQuoted(wordsOfCase(node), found.source);
  });
}

export interface CaseIssue {
  readonly check: 'case_forged' | 'case_not_accepted' | 'case_names_school';
  readonly section: string;
  /** The case's place in it, from 0. */
  readonly block: number;
  readonly case: QuotedNode;
}

/** What keeps quotations from being signed: each is of what stands as accepted, and an anonymous one names nobody. */
export async function findCaseIssues(
  reader: Reader,
  report: Report,
  sections: readonly SectionText[],
): Promise<readonly CaseIssue[]> {
  const placed = sections.flatMap(({ code, content }) =>
    content.content.flatMap((block, index) =>
      quotedIn(block).map((node) => ({ section: code, block: index, case: node })),
    ),
  );
  if (placed.length === 0) return [];
  const quotable = await quotableOf(
    reader,
    report,
    placed.map((one) => one.case),
  );
  return placed.flatMap((one) => {
    const check = issueOf(one.case, quotable);
    return check ? [{ ...one, check }] : [];
  });
}

function issueOf(node: QuotedNode, quotable: ReadonlyMap<string, QuotableRevision>): CaseIssue['check'] | undefined {
  const found = findSource(node, quotable);
  const words = wordsOfCase(node);
  if (!found || (!node.attrs.edited && !isAsQuoted(words, found.source))) return 'case_forged';
  if (!found.isAccepted) return 'case_not_accepted';
  const isNamed = node.attrs.naming === 'anonymous' && found.names.some((name) => namesUnit(words, name));
  return isNamed ? 'case_names_school' : undefined;
}

interface Source {
  readonly source: string;
  readonly names: readonly string[];
  readonly isAccepted: boolean;
}

/** Undefined where the school never said that there. */
function findSource(node: QuotedNode, quotable: ReadonlyMap<string, QuotableRevision>): Source | undefined {
  const { revisionId, unitId, unitName, cell, hash } = node.attrs;
  const revision = quotable.get(revisionId);
  const source = revision?.narratives.get(cell);
  if (!revision || source === undefined || hashOfNarrative(source) !== hash) return undefined;
  if (revision.unitId !== unitId || !revision.unitNames.includes(unitName)) return undefined;
  return { source, names: revision.unitNames, isAccepted: revision.isAccepted };
}

async function quotableOf(
  { trx, actor }: Reader,
  { edition }: Report,
  cases: readonly QuotedNode[],
): Promise<ReadonlyMap<string, QuotableRevision>> {
  const codes = edition.forms.flatMap(({ definition }) => narrativeLabels(definition).map(([code]) => code));
  const revisionIds = [...new Set(cases.map((one) => one.attrs.revisionId))];
  return listQuotable(trx, actor.tenantId, edition, revisionIds, codes);
}

function quotationOf({ attrs }: QuotedNode): string {
  return [attrs.revisionId, attrs.cell, attrs.hash].join('/');
}
