import { compareForms } from '@huibao/domain';
import { z } from 'zod';
import { reportAdoptions } from '../../collection/issue-adoption.repository.ts';
import { nameOfCollection } from '../../collection/name-of-collection.ts';
import { tellAsked } from '../../collection/tell-asked.ts';
import { issueNoOf } from '../../forms/pinned-form.ts';
import { notify } from '../../notifications/notify.ts';
import { defineMutation, type Scope } from '../../use-case.ts';
import { moveToNewestIssue, type MovedCollection, type MovedDraft } from './move-drafts.ts';

/**
 * A bureau adopts an edition's newest issue and the newest of what levels added to it for one of its collections, as
 * the preview showed them: drafts go by them from now on, what was sent back where it is chosen; whoever fills one in
 * is told what changed.
 */
export const adoptIssue = defineMutation({
  permission: 'collection.run',
  input: z.object({
    collectionId: z.uuid(),
    /** Those that were looked at: of the edition, and by their ids of what levels added. */
    issueNo: z.int32().min(1),
    additions: z.array(z.uuid()).max(10).default([]),
    /** Submissions sent back that are to go by it, too. */
    returned: z.array(z.uuid()).max(5000),
  }),
  async run(scope, { collectionId, returned, ...seen }) {
    const { trx, actor, now, audit } = scope;
    const done = await moveToNewestIssue(scope, collectionId, seen, returned);
    const { collection, moved, left, added } = done;
    await reportAdoptions(trx, actor.tenantId, collection, now);
    await tellReporters(scope, done);
    await tellAsked(scope, done.collection, done.edition, added);
    audit({
      action: 'collection.issue_adopted',
      subject: collectionId,
      detail: { ...seen, moved: moved.length, left: left.length, added: added.length },
    });
    return { moved: moved.length, left: left.length, added: added.length };
  },
});

async function tellReporters(scope: Scope, { collection, edition, moved }: MovedCollection): Promise<void> {
  const name = await nameOfCollection(scope.trx, collection);
  for (const { draft, before, after, parked } of moved.filter(isOtherForItsUnit)) {
    const { gained, lost, changed } = compareForms(before, after, draft.unit);
    await notify(scope, {
      unitId: draft.unitId,
      role: 'reporter',
      kind: 'amended',
      href: `/term/${draft.id}`,
      dedupeKey: `amended/${draft.id}/${issueNoOf(edition, draft.ownerTenantId)}`,
      params: {
        ...name,
        form: after.title,
        gained: gained.length,
        lost: lost.length,
        changed: changed.length,
        parked,
      },
    });
  }
}

/** A form may be reworded where the unit has no part of it. */
function isOtherForItsUnit({ draft, before, after, parked }: MovedDraft): boolean {
  if (parked > 0) return true;
  const { gained, lost, changed, rules } = compareForms(before, after, draft.unit);
  return gained.length + lost.length + changed.length + rules.length > 0;
}
