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

type StaffedUnit = StaffedBureau['units'][number];

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
  const cells = answers.cells.map(change);
  const standing =
    revisited || carryingForms.has(form)
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
    throw new Error(`not saved: ${unit.name} ${form} ${JSON.stringify([saved.refused, saved.conflicts])}`);
}

/** Submits, writing the explanations that the check asks for, and has the head confirm where the unit has that step. */
export async function submitForm(
  { ctx, staffed, year, period }: Filler,
  { unit, reporter, head }: StaffedUnit,
  submissionId: string,
  form: string,
): Promise<void> {
  const submit = () => runUseCase(ctx, reporter, useCases.submitSubmission, { submissionId });
  const result = await submit().catch(async (error: unknown) => {
    if (!(error instanceof HuibaoError) || error.code !== 'submission.needs_explanation')
      throw new Error(`${unit.name} ${form} ${year}/${period}: ${String(error)}`, { cause: error });
    const texts = demoCells(staffed.bureau, unit, year, period, form)?.explanations ?? {};
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
