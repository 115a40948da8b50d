import {
  canonicalJson,
  compareProse,
  figureKey,
  hasMoved,
  isSameProse,
  uniqueFigures,
  valuesByKey,
  type ComparedBlock,
  type Localized,
  type MovedFigure,
  type SignedAnswer,
} from '@huibao/domain';
import { z } from 'zod';
import type { Reader } from '../../rollup/roll-up.ts';
import { defineQuery } from '../../use-case.ts';
import { listDecisions, type ReportDecision } from '../decision.repository.ts';
import { figuresOfReport } from '../figures-of-report.ts';
import { figuresUsed } from '../figures-of-text.ts';
import { nameOfFigure } from '../name-of-figure.ts';
import { getReport, listVersions, type Report } from '../report.repository.ts';
import { listSections } from '../section.repository.ts';
import { wordsOfFigure } from '../words-of-figure.ts';
import { printedSections } from '../printed-sections.ts';
import { fromStored } from '../stored-section.ts';
import { findManifest } from './manifest.repository.ts';
import { makeManifest, type Manifest } from './manifest.ts';

export interface ChangedFigure extends MovedFigure {
  readonly label: Localized;
  /** As they print in the text. */
  readonly wordsBefore: string;
  readonly wordsAfter: string;
  /** Whether the figure itself moved, and not only how many answered. */
  readonly hasMoved: boolean;
}

export interface Difference {
  /** Whose signature the report is held against. */
  readonly since: { readonly step: string; readonly action: string; readonly by: string; readonly at: string };
  /** What was signed was annulled: nothing is left to hold the text against. */
  readonly isErased: boolean;
  readonly figures: readonly ChangedFigure[];
  readonly sections: readonly {
    readonly code: string;
    readonly heading: string;
    readonly blocks: readonly ComparedBlock[];
  }[];
  /** Names, addressees and the like that are no longer what was signed. */
  readonly issuerChanged: boolean;
  readonly addresseesChanged: boolean;
  readonly absencesChanged: boolean;
  readonly answers: readonly SignedAnswer[];
}

/**
 * What is different from what was signed before: since the signature that stands, where something moved under it; else
 * since the last signature of the round before, or the version that is corrected. Null where nothing was signed.
 */
export const getDifference = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }): Promise<Difference | null> {
    const { trx, actor } = scope;
    const report = await getReport(trx, actor.tenantId, reportId);
    if (report.frozen) return null;
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report, sections);
    const now = await makeManifest(scope, { report, sections, figures });
    const decisions = await listDecisions(trx, actor.tenantId, reportId);
    const since = signatureBefore(decisions, report, now.hash);
    const before = since ? { reportId, since } : await issuedBefore(scope, report);
    if (!before) return null;
    const signed = await findManifest(trx, actor.tenantId, before.reportId, before.since.hash);
    return signed ? differenceOf(before.since, signed, now.manifest, report) : nothingLeft(before.since);
  },
});

/** A correction is held against what was issued before it. */
async function issuedBefore(
  { trx, actor }: Reader,
  { edition, version }: Report,
): Promise<{ readonly reportId: string; readonly since: ReportDecision } | undefined> {
  const versions = await listVersions(trx, actor.tenantId, edition);
  const earlier = versions.findLast((one) => one.version < version);
  if (!earlier) return undefined;
  const decisions = await listDecisions(trx, actor.tenantId, earlier.id);
  const since = decisions.findLast(({ action }) => action === 'issued');
  return since && { reportId: earlier.id, since };
}

function signatureBefore(
  decisions: readonly ReportDecision[],
  { approvalHash }: Report,
  hash: string,
): ReportDecision | undefined {
  const signatures = decisions.filter(({ action }) => action === 'submitted' || action === 'approved');
  if (approvalHash !== null && approvalHash !== hash) return signatures.at(-1);
  // While it is written, what was last signed; while it is signed anew, what the round before had signed.
  return signatures.findLast((one) => one.hash !== hash);
}

function nothingLeft({ step, action, by, at }: ReportDecision): Difference {
  return {
    since: { step, action, by, at },
    isErased: true,
    figures: [],
    sections: [],
    issuerChanged: false,
    addresseesChanged: false,
    absencesChanged: false,
    answers: [],
  };
}

function differenceOf(since: ReportDecision, before: Manifest, after: Manifest, { edition }: Report): Difference {
  const [old, values] = [before.values, after.values].map(valuesByKey);
  const definitions = new Map(edition.indicators.map((one) => [one.code, one]));
  const oldSections = before.sections.map(fromStored);
  const sections = after.sections.map(fromStored);
  const used = uniqueFigures([...figuresUsed(oldSections), ...figuresUsed(sections)]);
  const known = new Map(oldSections.map((one) => [one.code, one.content]));
  const headings = new Map(printedSections(sections, values ?? new Map()).map((one) => [one.code, one.heading]));
  const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
  return {
    since: { step: since.step, action: since.action, by: since.by, at: since.at },
    isErased: false,
    figures: used.flatMap((figure): readonly ChangedFigure[] => {
      const { indicator } = figure;
      const [one = null, other = null] = [old, values].map((list) => list?.get(figureKey(figure)) ?? null);
      const isMoved = hasMoved(one, other);
      const isCounted = one?.answered !== other?.answered || one?.expected !== other?.expected;
      const definition = definitions.get(indicator);
      // A figure that was only put in or taken out shows in the text.
      if ((!isMoved && !isCounted) || !definition || !one || !other) return [];
      const words = (value: typeof one): string =>
        wordsOfFigure(
          { type: 'figure', attrs: { id: '', indicator, format: definition.format, unit: null } },
          definition,
          value,
        );
      return [
        {
          ...figure,
          before: one,
          after: other,
          label: nameOfFigure(definition.label, figure, edition),
          wordsBefore: words(one),
          wordsAfter: words(other),
          hasMoved: isMoved,
        },
      ];
    }),
    sections: sections.flatMap(({ code, content }) => {
      const was = known.get(code) ?? { type: 'doc', version: 2, content: [] };
      if (isSameProse(was, content)) return [];
      return [{ code, heading: headings.get(code) ?? '', blocks: compareProse(was, content) }];
    }),
    issuerChanged: !isSame(before.issuer, after.issuer),
    addresseesChanged: !isSame(before.addressees, after.addressees),
    absencesChanged: !isSame(before.absences, after.absences),
    answers: after.answers.filter((answer) => !before.answers.some((one) => isSame(one, answer))),
  };
}
