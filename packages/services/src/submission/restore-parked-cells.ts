import { cellId, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { defineMutation } from '../use-case.ts';
import { listDraftCells, writeCells } from './draft-cell.repository.ts';
import { findCellProblem } from './find-cell-problem.ts';
import { listParkedCells, markRestored } from './parked-cell.repository.ts';
import { requireEditable } from './require-editable.ts';
import { withinLimits } from './save-cells.ts';
import { lockSubmission } from './submission.repository.ts';
import { takePartIn } from './take-part.ts';

/** Puts values back that were set aside, into cells that the form has again and that hold nothing else. */
export const restoreParkedCells = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), ids: z.array(z.uuid()).min(1).max(5000) }),
  async run(scope, { submissionId, ids }) {
    const { trx, actor, now } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    requireEditable(submission, now);
    await takePartIn(scope, submission, 'reporting');
    const { definition: form } = formOf(await getEdition(trx, submission.edition), submission.formCode);
    const wanted = new Set(ids);
    const parked = (await listParkedCells(trx, actor.tenantId, submissionId)).filter(({ id }) => wanted.has(id));
    if (parked.length < wanted.size) throw new HuibaoError('submission.parked_not_found');
    const drafts = await listDraftCells(trx, actor.tenantId, submissionId);
    const standing = new Map(drafts.map((cell) => [cellId(cell), cell]));
    const cells = parked.map(({ code, key, state, value }) => {
      const draft = standing.get(cellId({ code, key }));
      const cell = { code, key, state, value, version: draft?.version ?? 0 };
      if (findCellProblem(form, submission.unit, cell)) throw new HuibaoError('submission.parked_unplaced');
      // Two values of one cell: whichever comes first stands, and the other stays listed.
      if (draft && draft.state !== 'missing') throw new HuibaoError('submission.parked_over');
      return cell;
    });
    if (new Set(cells.map(cellId)).size < cells.length) throw new HuibaoError('submission.parked_over');
    const { edits, beyond } = await withinLimits(scope, submission, cells);
    const [refused] = beyond;
    if (refused) throw new HuibaoError(refused.error, refused.params);
    const writer = { actor, at: now, source: 'page' };
    const { saved } = await writeCells(trx, actor.tenantId, submission, edits, writer);
    await markRestored(trx, actor.tenantId, submissionId, ids, actor.userId, now);
    return { savedAt: now.toISOString(), saved };
  },
});
