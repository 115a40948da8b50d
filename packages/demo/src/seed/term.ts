import { cellId } from '@huibao/domain';
import { runUseCase, useCases } from '@huibao/services';
import { demoSlips, type DemoSlip } from '../figures/index.ts';
import { fillForm, listSubmitted, submitForm, type Filler } from './fill-term.ts';

export interface TermDates {
  readonly opensOn?: string;
  readonly dueOn?: string;
  readonly closesOn?: string;
}

/** Opens the term's collection at its first day and returns who owes what. */
export async function openTerm({ ctx, staffed, year, period }: Filler, dates: TermDates = {}) {
  const { collectionId } = await runUseCase(ctx, staffed.editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year,
    period,
    ...dates,
  });
  const board = await runUseCase(ctx, staffed.editor, useCases.getBoard, { collectionId });
  return { collectionId, board };
}

/** A finished term: everybody in and accepted, with the deliberate slips found on the way. */
export async function finishTerm(filler: Filler): Promise<void> {
  const { ctx, staffed, year, period } = filler;
  const { clock, editor } = staffed;
  // Spring opens in June, autumn in November; the days between pass as units report one after another.
  clock.set(period === 1 ? `${year}-06-21T09:00:00+08:00` : `${year}-11-21T09:00:00+08:00`);
  const { collectionId, board } = await openTerm(filler);
  const slips = demoSlips.filter(
    (slip) => slip.bureau === staffed.bureau.code && slip.term.year === year && slip.term.period === period,
  );
  const step = Math.floor((12 * 86_400_000) / Math.max(1, board.units.length));
  for (const row of board.units) {
    const unit = staffed.units.find((one) => one.id === row.id);
    if (!unit) continue;
    clock.advance(step);
    // A unit's forms go side by side: the demo waits for nobody's typing.
    await Promise.all(
      row.forms.map(async (form) => {
        const slip = slips.find((one) => one.unit === unit.unit.code && one.form === form.formCode);
        await fillForm(filler, unit, form.submissionId, form.formCode, (cell) =>
          slip && cellId(cell) === slip.cell ? { ...cell, value: slip.wrong } : cell,
        );
        if (slip?.explanation)
          await runUseCase(ctx, unit.reporter, useCases.explainFinding, {
            submissionId: form.submissionId,
            finding: slip.explanation.rule,
            text: slip.explanation.text,
          });
        await submitForm(filler, unit, form.submissionId, form.formCode);
      }),
    );
  }
  clock.advance(2 * 86_400_000);
  for (const slip of slips.filter((one) => one.found === 'returned')) await mend(filler, collectionId, slip);
  const items = await listSubmitted(ctx, editor, collectionId);
  await runUseCase(ctx, editor, useCases.acceptSubmissions, {
    items: items.map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo })),
  });
  clock.advance(86_400_000);
  for (const slip of slips.filter((one) => one.found === 'reopened')) {
    await mend(filler, collectionId, slip);
    const again = await listSubmitted(ctx, editor, collectionId);
    await runUseCase(ctx, editor, useCases.acceptSubmissions, {
      items: again.map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo })),
    });
  }
}

/** The bureau returns or reopens what is wrong, saying why at the cell; the school corrects it and submits again. */
async function mend(filler: Filler, collectionId: string, slip: DemoSlip): Promise<void> {
  const { ctx, staffed } = filler;
  const unit = staffed.units.find((one) => one.unit.code === slip.unit);
  const board = await runUseCase(ctx, staffed.editor, useCases.getBoard, { collectionId });
  const form = board.units.find((row) => row.id === unit?.id)?.forms.find((one) => one.formCode === slip.form);
  if (!unit || !form) throw new Error(`the demo's slip at ${slip.unit} has no form`);
  const { submissionId, revisionNo } = form;
  if (slip.found === 'returned') {
    await runUseCase(ctx, staffed.editor, useCases.returnSubmission, {
      submissionId,
      revisionNo,
      reason: slip.reason,
      comments: [{ cell: slip.cell, text: slip.reason }],
    });
  } else {
    await runUseCase(ctx, staffed.editor, useCases.reopenSubmission, { submissionId, revisionNo, reason: slip.reason });
  }
  staffed.clock.advance(3 * 3_600_000);
  await fillForm(filler, unit, submissionId, slip.form, undefined, true);
  await submitForm(filler, unit, submissionId, slip.form);
}

/**
 * The term that is open today: some accepted, some waiting for review, 塔南路小学's safety form returned with comments,
 * some begun, some not. Windows are relative to today, so that it is open in any month.
 */
export async function beginTerm(filler: Filler, today: Date): Promise<void> {
  const { ctx, staffed } = filler;
  const day = (offset: number): string => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  staffed.clock.set(`${day(-14)}T09:00:00+08:00`);
  const { collectionId, board } = await openTerm(filler, { opensOn: day(-14), dueOn: day(6), closesOn: day(12) });
  const waiting = new Set<string>();
  for (const [index, row] of board.units.entries()) {
    const unit = staffed.units.find((one) => one.id === row.id);
    if (!unit) continue;
    staffed.clock.set(
      new Date(today.getTime() - (10 * 86_400_000 * (board.units.length - index)) / board.units.length),
    );
    const isShown = staffed.bureau.code === 'shanyang' && unit.unit.code === 'N05';
    // Of every five units three are through, one waits, one has only begun.
    const progress = isShown ? 'shown' : index % 5 < 3 ? 'accepted' : index % 5 === 3 ? 'waiting' : 'begun';
    for (const [position, form] of row.forms.entries()) {
      if (progress === 'begun' && position > 1) continue;
      if (isShown && form.formCode === 'campaigns') continue;
      await fillForm(filler, unit, form.submissionId, form.formCode, (cell) =>
        isShown && cell.code === 'letters' ? { ...cell, value: String(2 * Math.max(1000, Number(cell.value))) } : cell,
      );
      if (progress === 'begun' && position === 1) continue;
      await submitForm(filler, unit, form.submissionId, form.formCode);
      if (progress === 'waiting' || (isShown && form.formCode !== 'governance')) waiting.add(form.submissionId);
    }
  }
  staffed.clock.set(new Date(today.getTime() - 86_400_000));
  const submitted = await listSubmitted(ctx, staffed.editor, collectionId);
  const shown = staffed.units.find((one) => staffed.bureau.code === 'shanyang' && one.unit.code === 'N05');
  const wrong = submitted.find((one) => one.unitId === shown?.id && one.formCode === 'safety');
  if (wrong) {
    await runUseCase(ctx, staffed.editor, useCases.returnSubmission, {
      submissionId: wrong.submissionId,
      revisionNo: wrong.revisionNo,
      reason: '请核对家长信份数与在籍学生数。',
      comments: [
        { cell: 'letters', text: '请核对，是否重复计入春季学期？' },
        { cell: 'screenings', text: '请与公安机关的场次记录核对。' },
      ],
    });
  }
  const items = submitted
    .filter((one) => !waiting.has(one.submissionId))
    .map(({ submissionId, revisionNo }) => ({ submissionId, revisionNo }));
  if (items.length > 0) await runUseCase(ctx, staffed.editor, useCases.acceptSubmissions, { items });
}
