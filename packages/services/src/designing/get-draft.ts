import type { Localized } from '@huibao/domain';
import {
  isOfAdditions,
  partsOfPackage,
  ranOut,
  wholeName,
  type DraftBase,
  type OwnHead,
} from '@huibao/domain/designing';
import { z } from 'zod';
import { getBase } from '../additions/base-of-additions.ts';
import { listMeanings, listPublishedIndicators, type Publishing } from '../forms/definition.repository.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { listAdviceSeen } from './advice.repository.ts';
import { getDraftRow } from './draft.repository.ts';
import { listParts, type DraftPart } from './part.repository.ts';

/** What a draft of additions is added to. */
interface BaseOfDraft {
  readonly programme: string;
  readonly title: Localized;
  readonly level: DraftBase['level'];
  /** The programme as the level above leaves it, by the parts that it would have. */
  readonly parts: readonly { readonly name: string; readonly content: unknown }[];
}

/** A draft with all its parts: what the designer opens. */
export const getDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run(scope, { draftId }) {
    const { trx, actor } = scope;
    const draft = await getDraftRow(trx, actor.tenantId, draftId);
    const all = await listParts(trx, actor.tenantId, draftId);
    const parts = [...all.values()].filter((part) => part.content !== null);
    const { base, own } = await basisOf(scope, all);
    // What was published under these codes goes on meaning what it meant.
    const published = [...(await listMeanings(trx, own)).keys()];
    const seen = await listAdviceSeen(trx, actor.tenantId, draftId);
    const found = ranOut(new Map(parts.map(({ name, content }) => [wholeName(name), content])), draft.year);
    return {
      ...draft,
      parts,
      /** Null of a programme. */
      base,
      published,
      /** How many texts speak of what is over by its year, and weren't looked at. */
      ranOut: found.filter(({ key }) => !seen.has(key)).length,
      publishedIndicators: await listPublishedIndicators(trx, own),
    };
  },
});

/** Under which programme's codes it was published, and what it is added to. */
async function basisOf(
  scope: QueryScope,
  parts: ReadonlyMap<string, DraftPart>,
): Promise<{ readonly base: BaseOfDraft | null; readonly own: Omit<Publishing, 'publishedAt'> }> {
  const { tenantId } = scope.actor;
  if (!isOfAdditions(parts)) {
    const head = parts.get('programme.json')?.content as { readonly code: string } | undefined;
    const own = { ownerTenantId: tenantId, programmeOwnerId: tenantId, programmeCode: head?.code ?? '' };
    return { base: null, own };
  }
  const { base: address } = parts.get('additions.json')?.content as OwnHead;
  const { edition, level, line } = await getBase(scope, address);
  return {
    base: {
      programme: address.programme,
      title: edition.title,
      level,
      parts: [...partsOfPackage(line)].map(([name, content]) => ({ name, content })),
    },
    own: { ownerTenantId: tenantId, programmeOwnerId: edition.ownerTenantId, programmeCode: edition.programmeCode },
  };
}
