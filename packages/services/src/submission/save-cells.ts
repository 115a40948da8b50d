import { readAsTenant, type TenantReader } from '@huibao/db';
import { z } from 'zod';
import {
  cellId,
  cellKeySchema,
  formLimits,
  FormRoom,
  HuibaoError,
  registerOf,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
} from '@huibao/domain';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { findFormIn } from '../forms/pinned-form.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { Later } from '../later.ts';
import {
  countOccupancy,
  listSignedCells,
  writeCells,
  type CellEdit,
  type WrittenCells,
} from './draft-cell.repository.ts';
import { findCellProblem, inCanonicalForm } from './find-cell-problem.ts';
import { writeKnownCells } from './known-draft.repository.ts';
import { forgetDraft, recallDraft, rememberDraft } from './known-drafts.ts';
import { requireEditable } from './require-editable.ts';
import { countParkedCells, parkTypedCells } from './parked-cell.repository.ts';
import { refreshSensitiveCounts } from './sensitive-counts.ts';
import { lockSubmission, type Submission } from './submission.repository.ts';
import { takePartIn } from './take-part.ts';

const cellInput = z.object({
  code: z.string().max(80),
  key: cellKeySchema,
  state: z.enum(['missing', 'not_applicable', 'value']),
  value: z.string().max(20_000),
  /** The version that was seen; 0 for a cell never saved. */
  version: z.int32().min(0),
});

export interface SaveResult extends WrittenCells {
  readonly savedAt: string;
  /** The issue whose form it is now: another than was seen means that the form changed. */
  readonly issueNo: number;
  /** Cells of the form that was seen which it has no more: what they were to hold is listed beside it. */
  readonly parked: readonly { readonly code: string; readonly key: string }[];
  readonly refused: readonly {
    readonly code: string;
    readonly key: string;
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  }[];
}

/** Saves what can be saved, cell by cell; of the others it says why not, and nobody else's value is overwritten. */
export const saveCells = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    source: z.enum(['page', 'paste', 'excel']),
    cells: z.array(cellInput).min(1).max(5000),
    /** The issue whose form was seen; left out, today's. */
    issueNo: z.int32().min(1).exactOptional(),
    /** The workbook's, for `excel`. */
    fileName: z.string().trim().max(200).optional(),
  }),
  attempt({ ctx, actor }, { submissionId, source, cells, issueNo, fileName }) {
    const { tenantId } = actor;
    const known = recallDraft(tenantId, submissionId);
    if (!known || actor.role === 'system') return undefined;
    const { submission, form } = known;
    if (issueNo !== undefined && issueNo !== submission.issueNo) return undefined;
    const asked = lastOfEach(cells);
    // What is refused, and what fills a register, is told by what stands, not by what is remembered.
    if (asked.some((cell) => registerOf(cell) !== null || findCellProblem(form, submission.unit, cell)))
      return undefined;
    const edits = asked.map((cell) => asKept(form, submission, cell));
    return async ({ now, session }) => {
      const writer = { actor, at: now, source, fileName };
      const written = await writeKnownCells(ctx.db, submission, edits, writer, session);
      if (!written) {
        forgetDraft(tenantId, submissionId);
        return undefined;
      }
      const { saved, lost } = written;
      const answer = { savedAt: now.toISOString(), issueNo: submission.issueNo, parked: [], refused: [], saved };
      if (lost.length === 0) return { ...answer, conflicts: [] };
      // Whoever was there before has committed: what is shown is what they saved, or somebody since.
      const read = (reader: TenantReader) => listSignedCells(reader, tenantId, submissionId, lost);
      return new Later(async () => ({ ...answer, conflicts: await readAsTenant(ctx.db, actor, read) }));
    };
  },
  async run(scope, { submissionId, source, cells, issueNo, fileName }): Promise<SaveResult> {
    const { trx, actor, now } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    // What was typed offline into a form that is asked no more by now is parked like what its drafts held.
    if (submission.state !== 'retired') requireEditable(submission, now);
    const edition = await getEdition(trx, submission.edition);
    const form = formOf(edition, submission.formCode).definition;
    // Looking at the page has shown them; from the first save on they count as filled in.
    if (submission.savedAt === null) await refreshSensitiveCounts(scope, submission, form);
    const seen = findFormIn(edition, submission, issueNo)?.definition;
    const sound: CellEdit[] = [];
    const displaced: CellEdit[] = [];
    const refused: SaveResult['refused'][number][] = [];
    for (const cell of lastOfEach(cells)) {
      const problem = findCellProblem(form, submission.unit, cell);
      const isAsked = problem?.error !== 'cell.unknown' && problem?.error !== 'cell.not_for_unit';
      const wasAsked = !isAsked && seen && !findCellProblem(seen, submission.unit, cell);
      if (wasAsked) displaced.push(cell);
      else if (problem) refused.push({ code: cell.code, key: cell.key, ...problem });
      else sound.push(asKept(form, submission, cell));
    }
    const writer = { actor, at: now, source, fileName };
    const write = (edits: readonly CellEdit[], isLast: boolean) =>
      writeCells(trx, actor.tenantId, submission, edits, writer, { isLast });
    // Who writes nothing that counts hears all the same that it isn't theirs to report.
    if (sound.length === 0) await takePartIn(scope, submission, 'reporting');
    // What is emptied goes first: only what really is makes room for what comes.
    const filled = sound.filter((cell) => cell.state !== 'missing');
    const isLast = scope.isAlone && displaced.length === 0;
    const emptying = await write(
      sound.filter((cell) => cell.state === 'missing'),
      isLast && filled.length === 0,
    );
    const { edits, beyond } = await withinLimits(scope, submission, filled);
    const filling = await write(edits, isLast);
    await park(scope, submission, issueNo ?? submission.issueNo, displaced);
    if (submission.state !== 'retired') rememberDraft(actor.tenantId, { submission, form });
    return {
      savedAt: now.toISOString(),
      issueNo: submission.issueNo,
      parked: displaced.map(({ code, key }) => ({ code, key })),
      refused: [...refused, ...beyond],
      saved: [...emptying.saved, ...filling.saved],
      conflicts: [...emptying.conflicts, ...filling.conflicts],
    };
  },
});

function asKept(form: FormDefinition, { unit }: Submission, cell: CellEdit): CellEdit {
  return cell.state === 'missing' ? { ...cell, value: '' } : inCanonicalForm(form, unit, cell);
}

/** What emptied a cell that is gone has nothing to keep. */
async function park(
  { trx, actor, now }: Scope,
  submission: Submission,
  issueNo: number,
  displaced: readonly CellEdit[],
): Promise<void> {
  const typed = displaced.filter((cell) => cell.state !== 'missing');
  if (typed.length === 0) return;
  const standing = await countParkedCells(trx, actor.tenantId, submission.id);
  if (standing + typed.length > formLimits.cellsPerForm)
    throw new HuibaoError('submission.too_many_cells', { cells: formLimits.cellsPerForm });
  await parkTypedCells(trx, actor.tenantId, submission, issueNo, typed, actor.userId, now);
}

/** The submission is locked: what is counted stays so until the cells are written, whoever else is saving. */
export async function withinLimits(
  { trx, actor }: Scope,
  submission: Submission,
  cells: readonly CellEdit[],
): Promise<{ readonly edits: readonly CellEdit[]; readonly beyond: SaveResult['refused'] }> {
  const inRegisters = cells.filter((cell) => registerOf(cell) !== null);
  if (inRegisters.length === 0) return { edits: cells, beyond: [] };
  const room = new FormRoom(await countOccupancy(trx, actor.tenantId, submission.id, inRegisters));
  const judged = cells.map((cell) => ({ cell, limit: room.admit(cell) }));
  return {
    edits: judged.flatMap(({ cell, limit }) => (limit ? [] : [cell])),
    beyond: judged.flatMap(({ cell: { code, key }, limit }) =>
      limit ? [{ code, key, error: limit.code, params: limit.params }] : [],
    ),
  };
}

function lastOfEach(cells: readonly CellEdit[]): readonly CellEdit[] {
  return [...new Map(cells.map((cell) => [cellId(cell), cell])).values()];
}
