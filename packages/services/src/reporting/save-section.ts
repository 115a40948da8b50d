import {
  casesOf,
  figureKey,
  hasScope,
  HuibaoError,
  indicatorsOfProse,
  isSameProse,
  sectionContentSchema,
  usedFigures,
  type SectionContent,
} from '@huibao/domain';
import { z } from 'zod';
import { hasFiguresByPeriod, rollUpFigures } from '../rollup/figures-of-scopes.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { checkCases } from './check-cases.ts';
import { insertSeen, listSeen } from './gate/seen-figure.repository.ts';
import { lockReport, type Report } from './report.repository.ts';
import { findSection, updateSection } from './section.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { draftingStep, takePart } from './signing/take-part.ts';

const nothing: SectionContent = { type: 'doc', version: 2, content: [] };

/** As JSON: some hundred pages. */
export const longestSection = 300_000;

export interface WrittenSection {
  readonly reportId: string;
  readonly code: string;
  /** The version that was written on. */
  readonly version: number;
  readonly content: SectionContent;
  /** A text of this section that was saved before: what it quotes was checked then. */
  readonly earlier?: SectionContent;
}

export interface SavedSection {
  readonly version: number;
  readonly savedAt: string;
}

/** Saves one section as its next version, if nobody else did meanwhile. */
export const saveSection = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    code: z.string().max(40),
    version: z.int32().min(1),
    content: sectionContentSchema,
  }),
  run: (scope, section) => writeSection(scope, section),
});

/** What saving and restoring share. The same text again makes no version, and finds its own earlier save. */
export async function writeSection(scope: Scope, section: WrittenSection): Promise<SavedSection> {
  const { trx, actor, now } = scope;
  const { reportId, code, version } = section;
  requireSize(section.content);
  const report = await lockReport(trx, actor.tenantId, reportId);
  if (report.state !== 'drafting') throw new HuibaoError('report.wrong_state');
  const current = await findSection(trx, actor.tenantId, reportId, code);
  if (!current) throw new HuibaoError('report.section_not_found');
  const known = [...casesOf(current.content), ...casesOf(section.earlier ?? nothing)];
  const content = await checkCases(scope, report, section.content, known);
  const saved = { savedAt: now.toISOString() };
  if (isSameProse(current.content, content)) return { ...saved, version: current.version };
  if (current.version !== version) throw new HuibaoError('report.section_changed');
  const defined = new Set(report.edition.indicators.map((indicator) => indicator.code));
  const unknown = indicatorsOfProse(content).find((indicator) => !defined.has(indicator));
  if (unknown !== undefined) throw new HuibaoError('report.figure_unknown', { indicator: unknown });
  await requireScopes(scope, report, content);
  await takePart(scope, report, draftingStep(report));
  await updateSection(trx, actor.tenantId, reportId, { code, version, content }, actor.userId, now);
  await seeNewFigures(scope, report, content);
  return { ...saved, version: version + 1 };
}

export function requireSize(content: SectionContent): void {
  if (JSON.stringify(content).length > longestSection)
    throw new HuibaoError('report.section_too_long', { length: longestSection });
}

/** Figures can be of the periods that the year has, where figures are had by the period. */
async function requireScopes(scope: Scope, report: Report, content: SectionContent): Promise<void> {
  const asked = usedFigures(content).filter((figure) => figure.scope?.period !== undefined);
  if (asked.length === 0) return;
  const isByPeriod = await hasFiguresByPeriod(await readerOfReport(scope, report.edition));
  const unknown = asked.find((figure) => !isByPeriod || !hasScope(report.edition.calendar, figure.scope));
  if (unknown)
    throw new HuibaoError('report.scope_unknown', {
      indicator: unknown.indicator,
      period: unknown.scope?.period ?? '',
    });
}

/** Who puts a figure into the text sees what it is; who writes on around one that moved doesn't thereby look at it. */
export async function seeNewFigures(scope: Scope, report: Report, content: SectionContent): Promise<void> {
  const { trx, actor, now } = scope;
  const seen = await listSeen(trx, actor.tenantId, report.id);
  const unseen = usedFigures(content).filter((figure) => !seen.has(figureKey(figure)));
  if (unseen.length === 0) return;
  const reader = await readerOfReport(scope, report.edition);
  const values = await rollUpFigures(reader, report.edition, unseen);
  const figures = unseen.map((figure) => ({ ...figure, value: values.get(figureKey(figure)) ?? null }));
  await insertSeen(trx, actor.tenantId, report.id, figures, actor.userId, now);
}
