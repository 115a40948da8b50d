import { matchesUnit, type UnitTraits } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import { listUnclosedCollections, type Collection } from './collection.repository.ts';
import { insertSubmissions, type NewSubmission } from '../submission/submission.repository.ts';

export interface AssignableUnit extends UnitTraits {
  readonly id: number;
  readonly opensOn: string;
  readonly closesOn: string | null;
}

/** What a unit owes in a collection: each form that applies to it, if it is open on any day of the period. */
export function formsOwed(edition: Edition, collection: Collection, unit: AssignableUnit): readonly NewSubmission[] {
  const { startsOn, endsOn } = collection;
  const isOpen = unit.opensOn <= endsOn && (unit.closesOn === null || unit.closesOn >= startsOn);
  if (!isOpen) return [];
  return edition.forms
    .filter((form) => !form.isRetired && matchesUnit(form.definition.appliesTo, unit))
    .map((form) => ({
      id: uuid(),
      collectionId: collection.id,
      unitId: unit.id,
      ownerTenantId: form.ownerTenantId,
      formVersionId: form.versionId,
      issueNo: edition.issueNo,
      formCode: form.definition.code,
    }));
}

/**
 * A unit added, or changed, while a term is being collected owes its forms too: N grows by it. Of those that it owes
 * already nothing is touched.
 */
export async function assignToOpenCollections({ trx, actor, now }: Scope, unit: AssignableUnit): Promise<void> {
  for (const collection of await listUnclosedCollections(trx, actor.tenantId, now)) {
    const edition = await getEdition(trx, collection.edition);
    await insertSubmissions(trx, actor.tenantId, formsOwed(edition, collection, unit), now);
  }
}
