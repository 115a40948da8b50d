import { adviseOn, type Advice } from '@huibao/domain/designing';
import { z } from 'zod';
import { findPublished, judgePackage } from '../forms/judge-package.ts';
import type { PackagePreview } from '../forms/preview-package.ts';
import { defineQuery } from '../use-case.ts';
import { listAdviceSeen } from './advice.repository.ts';
import { getDraftRow } from './draft.repository.ts';
import { namesAsMade } from './names-as-made.ts';
import { readDraft } from './read-draft.ts';

export interface CheckedDraft extends PackagePreview {
  /** What whoever publishes it may want to look at first; none while anything is refused. */
  readonly advice: readonly (Advice & { readonly isSeen: boolean })[];
  /** How many more there are than are told. */
  readonly moreAdvice: number;
}

/** Whoever mends a programme mends these first. */
const mostAdvice = 300;

/** More names than a line holds. */
const mostNames = 12;

/**
 * What is wrong with a draft, by part and place; or what publishing it would change, and what to look at before that.
 */
export const checkDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run(scope, { draftId }): Promise<CheckedDraft> {
    const { trx, actor } = scope;
    const { year } = await getDraftRow(trx, actor.tenantId, draftId);
    const read = await readDraft(trx, actor.tenantId, draftId);
    if (!read.ok) return { refusals: read.refusals, offered: null, advice: [], moreAdvice: 0 };
    const judged = await judgePackage(scope, read.package, year);
    if (judged.refusals.length > 0) return { ...judged, advice: [], moreAdvice: 0 };
    const published = await findPublished(scope, read.package.programme.code, year);
    const found = adviseOn(read.package, { year, before: published?.base ?? null, asMade: namesAsMade });
    const seen = await listAdviceSeen(trx, actor.tenantId, draftId);
    const advice = found
      .slice(0, mostAdvice)
      .map((one) => ({ ...one, names: one.names.slice(0, mostNames), isSeen: seen.has(one.key) }));
    return { ...judged, advice, moreAdvice: found.length - advice.length };
  },
});
