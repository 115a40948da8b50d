import { z } from 'zod';
import { judgePackage } from '../forms/judge-package.ts';
import type { PackagePreview } from '../forms/preview-package.ts';
import { defineQuery } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { readDraft } from './read-draft.ts';

/** What is wrong with a draft, by part and place, or what publishing it would change. */
export const checkDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run(scope, { draftId }): Promise<PackagePreview> {
    const { trx, actor } = scope;
    const { year } = await getDraftRow(trx, actor.tenantId, draftId);
    const read = await readDraft(trx, actor.tenantId, draftId);
    return read.ok ? judgePackage(scope, read.package, year) : { refusals: read.refusals, offered: null };
  },
});
