import { openFormWorkbook } from '@huibao/documents/xlsx';
import { cellId } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { compareWorkbook, type WorkbookChange, type WorkbookPreview } from './compare-workbook.ts';
import { listDraftCells, listSignedCells } from '../draft-cell.repository.ts';
import { requireEditable } from '../require-editable.ts';
import { getSubmission } from '../submission.repository.ts';
import { refuseNotAsked } from './refuse-not-asked.ts';
import { refuseBeyondLimits } from './refuse-beyond-limits.ts';
import { getWorkbookIdentity, requireSameWorkbook } from './workbook-identity.ts';

/** Changed on both sides; who wrote what stands in the system, and when (ISO). */
export type WorkbookConflict = WorkbookChange & { readonly by: string; readonly at: string };

/** Reads an uploaded workbook into what it would change, cell by cell; nothing is saved. */
export const previewWorkbook = defineQuery({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), content: z.instanceof(Uint8Array) }),
  prepare: ({ actor }, { content }) => openFormWorkbook(content, { party: String(actor.tenantId) }),
  async run(scope, { submissionId }, workbook): Promise<WorkbookPreview<WorkbookConflict>> {
    const { trx, actor, now } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    requireEditable(submission, now);
    const { edition, form, identity } = await getWorkbookIdentity(scope, submission);
    const made = requireSameWorkbook(workbook.identity, identity, edition);
    const drafts = await listDraftCells(trx, actor.tenantId, submissionId);
    const stored = new Map(drafts.map((cell) => [cellId(cell), cell]));
    const compared = compareWorkbook(form, submission.year, stored, workbook.read(made, submission.unit));
    const asked = refuseNotAsked(compared, form, submission.unit, stored);
    const preview = refuseBeyondLimits(asked, stored);
    const writers = await listSignedCells(trx, actor.tenantId, submissionId, preview.conflicts);
    return {
      ...preview,
      conflicts: preview.conflicts.map((change, index) => ({
        ...change,
        by: writers[index]?.by ?? '',
        at: writers[index]?.at ?? '',
      })),
    };
  },
});
