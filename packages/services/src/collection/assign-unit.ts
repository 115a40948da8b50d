import { matchesUnit, termOf, type UnitTraits } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import type { QueryScope, Scope } from '../use-case.ts';

export interface AssignableUnit extends UnitTraits {
  readonly id: number;
  readonly opensOn: string;
  readonly closesOn: string | null;
}

/** The rows that a unit owes in a collection: one per form that applies to it, if it is open on any day of the period. */
export function submissionsOf(
  { actor, now }: Pick<QueryScope, 'actor' | 'now'>,
  edition: Edition,
  collection: { readonly id: string; readonly year: number; readonly period: number },
  unit: AssignableUnit,
) {
  const { startsOn, endsOn } = termOf(collection.year, collection.period);
  const isOpen = unit.opensOn <= endsOn && (unit.closesOn === null || unit.closesOn >= startsOn);
  return edition.forms
    .filter((form) => isOpen && matchesUnit(form.definition.appliesTo, unit))
    .map((form) => ({
      tenant_id: actor.tenantId,
      id: uuid(),
      collection_id: collection.id,
      unit_id: unit.id,
      owner_tenant_id: edition.ownerTenantId,
      form_version_id: form.versionId,
      form_code: form.definition.code,
      created_at: now,
    }));
}

/** A unit added while a term is being collected owes its forms too: N grows by it. */
export async function assignToOpenCollections(scope: Scope, unit: AssignableUnit): Promise<void> {
  const { trx, actor, now } = scope;
  const open = await trx
    .selectFrom('collections')
    .select(['id', 'year', 'period', 'owner_tenant_id', 'edition_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('closes_at', '>', now)
    .execute();
  for (const collection of open) {
    const rows = submissionsOf(
      scope,
      await getEdition(trx, collection.owner_tenant_id, collection.edition_id),
      collection,
      unit,
    );
    // A unit that changed owes some of them already.
    if (rows.length > 0)
      await trx
        .insertInto('submissions')
        .values(rows)
        .onConflict((oc) => oc.columns(['tenant_id', 'collection_id', 'unit_id', 'form_code']).doNothing())
        .execute();
  }
}
