import {
  checkBalances,
  checkLedger,
  checkText,
  gateSeverities,
  namedItems,
  periodsOf,
  quoteFrom,
  wordsOfCase,
  type BalanceResult,
  type GateFinding,
  type GateSeverity,
  type Localized,
} from '@huibao/domain';
import { contentHash } from '../../canonical-json.ts';
import { listItemsOfYear, listOpenItems } from '../../ledger/ledger.repository.ts';
import type { Reader } from '../../rollup/roll-up.ts';
import { findCaseIssues } from '../check-cases.ts';
import { printedSections } from '../printed-sections.ts';
import { findOpened, listUnansweredReturns } from './absence.repository.ts';
import { listAnswers, type GateAnswer } from './answer.repository.ts';
import type { Checked, Named } from './checked.ts';
import { findMoved, findUnlike, labelOf, unfootedShares, wordsBy } from './find-in-figures.ts';
import { listAbsences } from './list-absences.ts';

/** A finding with what a reader needs to know of it. */
export interface PlacedFinding extends GateFinding {
  /** Of what it is about: an answer is bound to it. */
  readonly fingerprint: string;
  readonly severity: GateSeverity;
  /** The section's heading as printed; null where it isn't in the text. */
  readonly heading: string | null;
  /** The name of what it is about: an indicator's, a balance's, a term's. */
  readonly label: Localized | null;
  readonly answer: GateAnswer | null;
}

/** Everything that stands in a report's way, in the order in which it is read. */
export async function listFindings(reader: Reader, checked: Checked): Promise<readonly PlacedFinding[]> {
  const { report, sections } = checked;
  const found = [
    ...findInText(checked),
    ...(await findUnlike(reader, checked)),
    ...(await findInCases(reader, checked)),
    ...(await findAround(reader, checked)),
  ];
  const answers = await listAnswers(reader.trx, reader.actor.tenantId, report.id);
  const printed = printedSections(sections, checked.figures);
  const headings = new Map(printed.map(({ code, heading }) => [code, heading]));
  const placed = found.map((finding): PlacedFinding => {
    const fingerprint = fingerprintOf(finding);
    const severity = gateSeverities[finding.check];
    return {
      ...finding,
      fingerprint,
      severity,
      heading: finding.place && (headings.get(finding.place.section) ?? ''),
      // A figure that moved is looked at, not argued away.
      answer: severity === 'answered' ? (answers.get(fingerprint) ?? null) : null,
    };
  });
  // The same number twice in a sentence is one question.
  return [...new Map(placed.map((finding) => [finding.fingerprint, finding])).values()];
}

/** What an answer is bound to. */
export function fingerprintOf({ check, subject }: Pick<GateFinding, 'check' | 'subject'>): string {
  return contentHash([check, ...subject]);
}

export function isOpen({ severity, answer }: Pick<PlacedFinding, 'severity' | 'answer'>): boolean {
  return severity === 'refused' || answer === null;
}

function findInText({ report, sections, figures, definitions }: Checked): readonly Named[] {
  const { template, indicators } = report.edition;
  const byCode = new Map((definitions ?? indicators).map((one) => [one.code, one]));
  // One of a level's own may stand in the overview alone.
  const sectionOf = new Map([...(template.overview ?? []), ...template.sections].map((one) => [one.code, one]));
  const words = wordsBy(byCode, figures);
  const printed = printedSections(sections, figures);
  const required = printed.map(({ code, heading, content }) => ({
    code,
    heading,
    content,
    isRequired: sectionOf.get(code)?.required ?? false,
  }));
  return [
    ...checkText(required, words).map((finding) => ({
      ...finding,
      label: labelOf(finding, byCode, report.edition),
    })),
    ...printed
      .flatMap((section) => unfootedShares(section, byCode, figures, words))
      .map((finding) => ({ ...finding, label: labelOf(finding, byCode, report.edition) })),
    ...checkBalances(template.balances ?? [], figures)
      .filter((balance) => balance.holds === false)
      .map(brokenBalance),
  ];
}

/** Quotations that aren't, or are no longer, what their school reported; or that name whom they may not. */
async function findInCases(reader: Reader, { report, sections }: Checked): Promise<readonly Named[]> {
  const issues = await findCaseIssues(reader, report, sections);
  return issues.map(({ check, section, block, case: node }) => ({
    check,
    place: { section, block },
    quote: quoteFrom(wordsOfCase(node), 0, 0),
    params: { unit: node.attrs.unitName },
    label: null,
    subject: [section, node.attrs.id, node.attrs.revisionId, node.attrs.cell, node.attrs.hash],
  }));
}

function brokenBalance({ code, label, left, right, relation }: BalanceResult): Named {
  return {
    check: 'unbalanced',
    place: null,
    quote: null,
    params: { left: left ?? '', right: right ?? '', relation },
    label,
    subject: [code, left, right],
  };
}

/** What isn't in the text itself: terms, schools, the ledger, the superior, and figures that moved since. */
async function findAround(reader: Reader, { report, sections, figures }: Checked): Promise<readonly Named[]> {
  const { trx, actor } = reader;
  const { edition, year } = report;
  const { tenantId } = actor;
  const opened = await findOpened(trx, tenantId, edition);
  const unopened = periodsOf(edition.calendar, year).filter(
    ({ ordinal }) => opened.hasReporters && !opened.periods.includes(ordinal),
  );
  const printed = printedSections(sections, figures);
  const ledger = edition.template.sections.flatMap(({ code, ledger: kind }) => {
    const section = printed.find((one) => one.code === code);
    const written = sections.find((one) => one.code === code);
    if (!section || !written || !kind) return [];
    return [{ ...section, ledger: kind, named: namedItems(written.content, section.content) }];
  });
  const listed = ledger.length > 0 ? await listItemsOfYear(trx, tenantId, edition) : [];
  const promised = ledger.length > 0 ? await listOpenItems(trx, tenantId, edition, year - 1) : [];
  const none = { place: null, quote: null, label: null } as const;
  return [
    ...unopened.map(({ ordinal, label }): Named => ({
      ...none,
      check: 'period_unopened',
      params: { period: ordinal },
      label,
      subject: [year, ordinal],
    })),
    ...checkLedger(ledger, listed, () => '〓').map((finding) => ({ ...finding, label: null })),
    ...promised.map(({ id, kind, title }): Named => ({
      ...none,
      check: 'ledger_unanswered',
      params: { year: year - 1, kind, title },
      subject: [id],
    })),
    ...(await listUnansweredReturns(trx, tenantId, report)).map((returned): Named => ({
      ...none,
      check: 'delivery_returned',
      params: returned,
      subject: [returned.year, returned.version],
    })),
    ...(await listAbsences(reader, report)).map(({ label, owed, missing, isBelow, subject }): Named => ({
      ...none,
      check: 'unreported',
      params: {
        owed,
        missing: missing.length,
        in: owed - missing.length,
        names: namesOf(missing),
        // Its sentence is of what was received.
        ...(isBelow ? { context: 'below' } : {}),
      },
      label,
      subject: [year, ...subject],
    })),
    ...(await findMoved(reader, report, sections, figures)),
  ];
}

/** As many as a line holds. */
function namesOf(missing: readonly { readonly name: string }[]): string {
  const shown = missing.slice(0, 12).map(({ name }) => name);
  return missing.length > shown.length ? `${shown.join('、')}…` : shown.join('、');
}
