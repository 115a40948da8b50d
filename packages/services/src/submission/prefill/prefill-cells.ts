import { cellMap, type Cell } from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition } from '../../forms/edition.repository.ts';
import { defineMutation } from '../../use-case.ts';
import { listDraftCells, writeCells } from '../draft-cell.repository.ts';
import { requireEditable } from '../require-editable.ts';
import { lockSubmission } from '../submission.repository.ts';
import { takePartIn } from '../take-part.ts';
import { listPrefills } from './list-prefills.ts';
import { writeOrigin } from './origin-of-prefill.ts';

/**
 * Fills what is empty with what other programmes' forms say, each cell with where it comes from. It is the clerk's
 * answer from then on: it may be changed, and nothing follows what changes there.
 */
export const prefillCells = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid() }),
  async run(scope, { submissionId }) {
    const { trx, actor, now } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    requireEditable(submission, now);
    await takePartIn(scope, submission, 'reporting');
    const { definition: form } = formOf(await getEdition(trx, submission.edition), submission.formCode);
    const drafts = await listDraftCells(trx, actor.tenantId, submissionId);
    const versions = new Map(drafts.map((cell) => [`${cell.code} ${cell.key}`, cell.version]));
    const found = await listPrefills(trx, actor.tenantId, submission, form, cellMap(drafts));
    const byOrigin = Map.groupBy(found, ({ from }) => writeOrigin(from));
    for (const [origin, cells] of byOrigin) {
      const edits = cells.map(({ code, key, state, value }: Cell) => ({
        code,
        key,
        state,
        value,
        version: versions.get(`${code} ${key}`) ?? 0,
      }));
      const writer = { actor, at: now, source: 'prefilled', fileName: origin };
      await writeCells(trx, actor.tenantId, submission, edits, writer);
    }
    return { filled: found.length };
  },
});
