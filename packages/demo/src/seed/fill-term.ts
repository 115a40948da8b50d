import type { Actor } from '@huibao/db';
import { cellId, cellMap, evaluateForm, HuibaoError, registersOf, type Cell } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { demoCells } from '../figures/index.ts';
import type { StaffedBureau } from './bureau.ts';

const ruleOfLaw = builtInPackage('rule-of-law').programme;

export interface Filler {
  readonly ctx: Context;
  readonly staffed: StaffedBureau;
  readonly year: number;
  readonly period: 1 | 2;
}

export type StaffedUnit = StaffedBureau['units'][number];

/** Forms whose drafts begin with rows of the last term. */
const carryingForms = new Set(
  ruleOfLaw.forms.filter((form) => registersOf(form).some((register) => register.carriesOver)).map((form) => form.code),
);

/**
 * Types a form's answers, as its reporter does; rows that the last term left and that stand no longer are taken out.
 */
export async function fillForm(
  { ctx, staffed, year, period }: Filler,
  { unit, reporter }: StaffedUnit,
  submissionId: string,
  form: string,
  change: (cell: Cell) => Cell = (cell) => cell,
  revisited = false,
): Promise<void> {
  const answers = demoCells(staffed.bureau, unit, year, period, form);
  if (!answers) throw new Error(`the demo has no figures for ${unit.name} ${form} ${year}/${period}`);
  await typeIn(ctx, { unit, reporter }, submissionId, answers.cells.map(change), revisited || carryingForms.has(form));
}

/** Saves answers in the place of what stands; `looks` says that something may. */
export async function typeIn(
  ctx: Context,
  { unit, reporter }: Pick<StaffedUnit, 'unit' | 'reporter'>,
  submissionId: string,
  cells: readonly Cell[],
  looks: boolean,
): Promise<void> {
  const standing = looks
    ? (await runUseCase(ctx, reporter, useCases.getSubmissionView, { submissionId })).cells.filter(
        (cell) => cell.source !== 'register',
      )
    : [];
  const versions = new Map(standing.map((cell) => [cellId(cell), cell.version]));
  const wanted = new Set(cells.map(cellId));
  const gone = standing.filter((cell) => cell.code.includes('.') && !wanted.has(cellId(cell)));
  const edits = [
    ...cells.map((cell) => ({ ...cell, version: versions.get(cellId(cell)) ?? 0 })),
    ...gone.map(({ code, key, version }) => ({ code, key, version, state: 'missing' as const, value: '' })),
  ];
  const saved = await runUseCase(ctx, reporter, useCases.saveCells, { submissionId, source: 'page', cells: edits });
  if (saved.refused.length + saved.conflicts.length > 0)
    throw new Error(`not saved: ${unit.name} ${JSON.stringify([saved.refused, saved.conflicts])}`);
}

/** Submits, writing the explanations that the check asks for, and has the head confirm where the unit has that step. */
export async function submitForm(
  { ctx, staffed, year, period }: Filler,
  unit: StaffedUnit,
  submissionId: string,
  form: string,
): Promise<void> {
  const texts = demoCells(staffed.bureau, unit.unit, year, period, form)?.explanations ?? {};
  await sendIn(ctx, unit, submissionId, texts);
}

/** @param texts explanations by rule */
export async function sendIn(
  ctx: Context,
  { unit, reporter, head }: StaffedUnit,
  submissionId: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const submit = () => runUseCase(ctx, reporter, useCases.submitSubmission, { submissionId });
  const result = await submit().catch(async (error: unknown) => {
    if (!(error instanceof HuibaoError) || error.code !== 'submission.needs_explanation')
      throw new Error(`${unit.name} ${submissionId}: ${String(error)}`, { cause: error });
    for (const finding of await listWarnings(ctx, reporter, submissionId)) {
      await runUseCase(ctx, reporter, useCases.explainFinding, {
        submissionId,
        finding,
        text: texts[finding] ?? '经核实，数据属实。',
      });
    }
    return submit();
  });
  if (result.state === 'confirming') await runUseCase(ctx, head, useCases.confirmSubmission, { submissionId });
}

/** The check as the page makes it. */
async function listWarnings(ctx: Context, reporter: Actor, submissionId: string): Promise<readonly string[]> {
  const view = await runUseCase(ctx, reporter, useCases.getSubmissionView, { submissionId });
  const evaluation = evaluateForm(view.form, {
    cells: cellMap(view.cells),
    unit: view.unit,
    period: view.period,
    year: view.year,
    previous: view.previous && cellMap(view.previous),
    lastYear: view.lastYear && cellMap(view.lastYear),
    earlierThisYear: view.earlierThisYear.map(cellMap),
    others: view.others.map(({ form, cells, ...before }) => ({
      form,
      cells: cells && cellMap(cells),
      previous: before.previous && cellMap(before.previous),
      lastYear: before.lastYear && cellMap(before.lastYear),
      earlierThisYear: before.earlierThisYear.map(cellMap),
    })),
  });
  return evaluation.findings.filter((finding) => finding.severity === 'warning').map((finding) => finding.rule);
}

/** The revision that stands, for the reviewer. */
export async function listSubmitted(
  ctx: Context,
  editor: Actor,
  collectionId: string,
): Promise<
  readonly {
    readonly submissionId: string;
    readonly revisionNo: number;
    readonly unitId: number;
    readonly formCode: string;
  }[]
> {
  const board = await runUseCase(ctx, editor, useCases.getBoard, { collectionId });
  return board.units.flatMap((unit) =>
    unit.forms
      .filter((form) => form.state === 'submitted')
      .map((form) => ({
        submissionId: form.submissionId,
        revisionNo: form.revisionNo,
        unitId: unit.id,
        formCode: form.formCode,
      })),
  );
}
