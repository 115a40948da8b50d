import { cellMap, evaluateForm, localize, withKept } from '@huibao/domain';
import { z } from 'zod';
import type { RenderedFile } from '@huibao/documents/rendered-file';
import { renderForm } from '@huibao/documents/render-workbook';
import { Later } from '../../later.ts';
import { defineQuery } from '../../use-case.ts';
import { evaluationContext } from '../evaluation-context.ts';
import { listCurrentCells } from '../sensitive-counts.ts';
import { getSubmission } from '../submission.repository.ts';
import { getWorkbookIdentity } from './workbook-identity.ts';

/** The form as a workbook, with what is saved so far. */
export const downloadWorkbook = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid(), locale: z.enum(['zh-CN', 'en']) }),
  async run(scope, { submissionId, locale }): Promise<Later<RenderedFile>> {
    const { trx, actor } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const { edition, form, identity } = await getWorkbookIdentity(scope, submission);
    const drafts = await listCurrentCells(scope, submission, form);
    const { context } = await evaluationContext(trx, actor.tenantId, submission, edition, cellMap(drafts));
    const input = {
      form,
      identity,
      locale,
      cells: withKept(evaluateForm(form, context), context.cells),
      lastYear: context.lastYear,
      unit: submission.unit,
    };
    const title = `${localize(form.number, locale)} ${localize(form.title, locale)}`;
    const name = `${title} ${submission.unitName} ${identity.periodLabel}`;
    return new Later(() => renderForm(input, name, String(actor.tenantId)));
  },
});
