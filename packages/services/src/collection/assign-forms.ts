import { matchesUnit, type UnitTraits } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { lockUnclosedCollections, type Collection } from './collection.repository.ts';
import { parkUnowed } from './park-unowed.ts';
import { insertSubmissions, type NewSubmission } from '../submission/submission.repository.ts';

export interface AssignableUnit extends UnitTraits {
  readonly id: number;
  readonly opensOn: string;
  readonly closesOn: string | null;
}

/** What a unit owes in a collection: each form that applies to it, if it is open on any day of the period. */
function formsOwed(edition: Edition, collection: Collection, unit: AssignableUnit): readonly NewSubmission[] {
  const { startsOn, endsOn } = collection;
  const isOpen = unit.opensOn <= endsOn && (unit.closesOn === null || unit.closesOn >= startsOn);
  if (!isOpen) return [];
  return edition.forms
    .filter((form) => matchesUnit(form.definition.appliesTo, unit))
    .map((form) => ({
      id: uuid(),
      collectionId: collection.id,
      unitId: unit.id,
      ownerTenantId: edition.ownerTenantId,
      formVersionId: form.versionId,
      issueNo: edition.issueNo,
      formCode: form.definition.code,
    }));
}

/** All units' forms of a collection, of which those owed already stay as they are; answers how many weren't. */
export async function assignForms(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  edition: Edition,
  collection: Collection,
): Promise<number> {
  const units = await listUnits(trx, actor.tenantId);
  const owed = units.flatMap((unit) => formsOwed(edition, collection, unit));
  return insertSubmissions(trx, actor.tenantId, owed, now);
}

/**
 * A unit added, or changed, while a term is being collected owes its forms too: N grows by it. Of those that it owes
 * already nothing is touched but what it isn't asked any more.
 */
export async function assignToOpenCollections(scope: Scope, unit: AssignableUnit): Promise<void> {
  const { trx, actor, now } = scope;
  const collections = await lockUnclosedCollections(trx, actor.tenantId, now);
  for (const collection of collections) {
    const edition = await getEdition(trx, collection.edition);
    await insertSubmissions(trx, actor.tenantId, formsOwed(edition, collection, unit), now);
  }
  await parkUnowed(scope, unit, collections);
}
