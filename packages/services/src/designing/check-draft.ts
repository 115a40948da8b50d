import { withAdditions, type ReadAdditions } from '@huibao/domain/additions';
import { adviceOnOwn, adviseOn, ownIn, partsOfPackage, type Advice } from '@huibao/domain/designing';
import type { PackageRefusal, ReadPackage } from '@huibao/domain/package';
import { z } from 'zod';
import { getBase } from '../additions/base-of-additions.ts';
import type { OfferedAdditions } from '../additions/judge-additions.ts';
import { lookAtAdditions } from '../additions/preview-additions.ts';
import { findPublished, judgePackage, type OfferedEdition } from '../forms/judge-package.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { listAdviceSeen } from './advice.repository.ts';
import { getDraftRow } from './draft.repository.ts';
import { namesAsMade } from './names-as-made.ts';
import { readDraft } from './read-draft.ts';

interface JudgedDraft {
  readonly refusals: readonly PackageRefusal[];
  /** Null of what can't be read, and of additions. */
  readonly offered: OfferedEdition | null;
  /** The same of additions; null of a programme. */
  readonly additions: OfferedAdditions | null;
  readonly found: readonly Advice[];
}

export interface CheckedDraft extends Omit<JudgedDraft, 'found'> {
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
    const draft = await readDraft(trx, actor.tenantId, draftId);
    const { found, ...judged } =
      draft.kind === 'programme'
        ? await judgeProgramme(scope, draft.programme, year)
        : await judgeOwn(scope, draft.additions);
    const seen = found.length > 0 ? await listAdviceSeen(trx, actor.tenantId, draftId) : new Set<string>();
    const advice = found
      .slice(0, mostAdvice)
      .map((one) => ({ ...one, names: one.names.slice(0, mostNames), isSeen: seen.has(one.key) }));
    return { ...judged, advice, moreAdvice: found.length - advice.length };
  },
});

async function judgeProgramme(scope: QueryScope, read: ReadPackage, year: number): Promise<JudgedDraft> {
  if (!read.ok) return { refusals: read.refusals, offered: null, additions: null, found: [] };
  const judged = await judgePackage(scope, read.package, year);
  if (judged.refusals.length > 0) return { ...judged, additions: null, found: [] };
  const published = await findPublished(scope, read.package.programme.code, year);
  const found = adviseOn(read.package, { year, before: published?.base ?? null, asMade: namesAsMade });
  return { ...judged, additions: null, found };
}

/** What is added is advised on as part of the programme that it makes with its base; of the base nothing is said. */
async function judgeOwn(scope: QueryScope, read: ReadAdditions): Promise<JudgedDraft> {
  const { refusals, offered: additions } = await lookAtAdditions(scope, read);
  if (!read.ok || refusals.length > 0) return { refusals, offered: null, additions, found: [] };
  const { level, line, standing, year } = await getBase(scope, read.additions.base);
  const before = standing ? withAdditions(line, standing.additions) : null;
  const whole = withAdditions(line, read.additions);
  const base = { level, parts: partsOfPackage(line) };
  const isOwn = ownIn(base, whole);
  const found = adviceOnOwn(base, isOwn, adviseOn(whole, { year, before, asMade: namesAsMade, isOwn }));
  return { refusals, offered: null, additions, found };
}
