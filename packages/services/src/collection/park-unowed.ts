import { formOf, getEdition } from '../forms/edition.repository.ts';
import { displacedCells } from '../submission/displaced-cells.ts';
import { listFilledCells } from '../submission/draft-cell.repository.ts';
import { parkDraftCells } from '../submission/parked-cell.repository.ts';
import { lockOpenDrafts } from '../submission/open-draft.repository.ts';
import type { Scope } from '../use-case.ts';
import type { AssignableUnit } from './whom-a-form-asks.ts';
import type { Collection } from './collection.repository.ts';

/** A unit that became another isn't asked all that it was: what its drafts hold of that is set aside, and listed. */
export async function parkUnowed(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  unit: AssignableUnit,
  collections: readonly Collection[],
): Promise<void> {
  const drafts = await lockOpenDrafts(trx, actor.tenantId, {
    collectionIds: collections.map(({ id }) => id),
    unitId: unit.id,
  });
  const filled = await listFilledCells(
    trx,
    actor.tenantId,
    drafts.map(({ id }) => id),
  );
  const displaced = [];
  for (const draft of drafts) {
    const { definition } = formOf(await getEdition(trx, draft.edition), draft.formCode);
    displaced.push(
      ...displacedCells(draft, { before: definition, after: definition, unit }, filled.get(draft.id) ?? []),
    );
  }
  await parkDraftCells(trx, actor.tenantId, displaced, actor.userId, now);
}
