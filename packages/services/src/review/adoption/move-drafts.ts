import { HuibaoError, isRetiredForm, phaseOf, type FormDefinition } from '@huibao/domain';
import { assignForms } from '../../collection/assign-forms.ts';
import { lockCollection, updateIssues, type Collection } from '../../collection/collection.repository.ts';
import { formOf, getEdition, type Edition } from '../../forms/edition.repository.ts';
import { readNewest, type NewestIssues } from '../../forms/newest-issue.repository.ts';
import { getFormIn, issueNoOf, issuesOf } from '../../forms/pinned-form.ts';
import { listFilledCells } from '../../submission/draft-cell.repository.ts';
import { displacedCells } from '../../submission/displaced-cells.ts';
import { parkDraftCells } from '../../submission/parked-cell.repository.ts';
import { lockOpenDrafts, pinToIssue, type OpenDraft } from '../../submission/open-draft.repository.ts';
import type { NewSubmission } from '../../submission/submission.repository.ts';
import type { Scope } from '../../use-case.ts';

/** A draft that goes by the adopted issue from now on, with both versions of its form. */
export interface MovedDraft {
  readonly draft: OpenDraft;
  readonly before: FormDefinition;
  readonly after: FormDefinition;
  /** How many of its cells were set aside. */
  readonly parked: number;
}

export interface MovedCollection {
  readonly collection: Collection;
  /** As adopted, additions included. */
  readonly edition: Edition;
  readonly moved: readonly MovedDraft[];
  /** What was sent back and stays as it is. */
  readonly left: readonly OpenDraft[];
  /** Forms that are owed since, which weren't before. */
  readonly added: readonly NewSubmission[];
}

/** What is adopted: the edition's issue, and by their ids those of what levels added. */
export interface SeenIssues {
  readonly issueNo: number;
  readonly additions: readonly string[];
}

/**
 * Moves a collection to the newest issue of its edition and the newest of what was added to it: drafts, and of
 * what was sent back those chosen. What waits for a leader, is submitted or accepted is never touched. Everything is
 * locked before it is looked at: the collection, then its drafts in the order of their ids, so that a save goes before
 * or after, and none is lost.
 */
export async function moveToNewestIssue(
  scope: Pick<Scope, 'trx' | 'actor' | 'now'>,
  collectionId: string,
  seen: SeenIssues,
  returned: readonly string[],
): Promise<MovedCollection> {
  const { trx, actor } = scope;
  const standing = await lockCollection(trx, actor.tenantId, collectionId);
  const { edition: newest, newer } = await readNewest(trx, standing.edition);
  if (!isSeen(seen, newest)) throw new HuibaoError('collection.issue_moved_on');
  const edition = await getEdition(trx, newest);
  // What stands of a part that was switched off meanwhile goes on by what it was asked by.
  const asked = new Set(edition.forms.map(({ definition }) => definition.code));
  const behind = (
    await lockOpenDrafts(trx, actor.tenantId, { collectionIds: [collectionId], before: issuesOf(newest) })
  ).filter(({ formCode }) => asked.has(formCode));
  const chosen = behind.filter(({ id, state }) => state !== 'returned' || returned.includes(id));
  if (newer.length === 0 && chosen.length === 0) throw new HuibaoError('collection.issue_adopted');
  const collection: Collection = { ...standing, edition };
  await updateIssues(trx, actor.tenantId, collectionId, newest);
  const moved = await moveDrafts(scope, edition, chosen);
  // Nobody can fill in what a closed period is only now asked: it would be missing in the year's figures for good.
  const isClosed = phaseOf(collection.window, scope.now) === 'closed';
  const added = isClosed ? [] : await assignForms(scope, edition, collection);
  return { collection, edition, moved, left: behind.filter((one) => !chosen.includes(one)), added };
}

async function moveDrafts(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  edition: Edition,
  drafts: readonly OpenDraft[],
): Promise<readonly MovedDraft[]> {
  const filled = await listFilledCells(
    trx,
    actor.tenantId,
    drafts.map(({ id }) => id),
  );
  const moves = drafts.map((draft) => {
    const before = getFormIn(edition, draft, draft.issueNo).definition;
    const { definition: after, versionId } = formOf(edition, draft.formCode);
    const cells =
      before === after ? [] : displacedCells(draft, { before, after, unit: draft.unit }, filled.get(draft.id) ?? []);
    return { draft, before, after, versionId, cells };
  });
  await parkDraftCells(
    trx,
    actor.tenantId,
    moves.flatMap(({ cells }) => cells),
    actor.userId,
    now,
  );
  for (const [formVersionId, group] of Map.groupBy(moves, ({ versionId }) => versionId)) {
    const [first] = group;
    if (!first) continue;
    await pinToIssue(
      trx,
      actor.tenantId,
      group.map(({ draft }) => draft.id),
      { issueNo: issueNoOf(edition, first.draft.ownerTenantId), formVersionId, isRetired: isRetiredForm(first.after) },
    );
  }
  return moves.map(({ draft, before, after, cells }) => ({
    draft,
    before,
    after,
    parked: cells.filter((cell) => cell.isTyped).length,
  }));
}

function isSeen({ issueNo, additions }: SeenIssues, newest: NewestIssues['edition']): boolean {
  const seen = new Set(additions);
  const { additions: added } = newest;
  return issueNo === newest.issueNo && added.length === seen.size && added.every(({ id }) => seen.has(id));
}
