import { v7 as uuid } from 'uuid';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import { insertSubmissions, type NewSubmission } from '../submission/submission.repository.ts';
import type { Scope } from '../use-case.ts';
import { listOwedForms, listSectionAnswers, type UnitsAsAsked } from './asked-units.repository.ts';
import { listUnclosedCollections, type Collection } from './collection.repository.ts';
import { askedBy, isOpenIn, type AssignableUnit } from './whom-a-form-asks.ts';

/** What a unit owes in a collection: each form that applies to it, if it is open on any day of the period. */
export function formsOwed(
  edition: Edition,
  collection: Collection,
  unit: AssignableUnit,
  asAsked: UnitsAsAsked,
): readonly NewSubmission[] {
  if (!isOpenIn(unit, collection)) return [];
  return edition.forms.flatMap((form) => {
    const asked = form.isRetired ? undefined : askedBy(form.definition.appliesTo, unit, asAsked);
    return asked
      ? [
          {
            id: uuid(),
            collectionId: collection.id,
            unitId: unit.id,
            ownerTenantId: form.ownerTenantId,
            formVersionId: form.versionId,
            issueNo: edition.issueNo,
            formCode: form.definition.code,
            askedAs: asked.askedAs,
          },
        ]
      : [];
  });
}

/**
 * A unit added, or changed, while a term is being collected owes its forms too: N grows by it. Of those that it owes
 * already nothing is touched. Whom a group held when the collection was opened stays as it was.
 */
export async function assignToOpenCollections({ trx, actor, now }: Scope, unit: AssignableUnit): Promise<void> {
  const asAsked = { answers: await listSectionAnswers(trx, actor.tenantId), groups: new Map<number, string[]>() };
  for (const collection of await listUnclosedCollections(trx, actor.tenantId, now)) {
    const edition = await getEdition(trx, collection.edition);
    await insertSubmissions(trx, actor.tenantId, formsOwed(edition, collection, unit, asAsked), now);
  }
}

/**
 * A section that is told, while a term is being collected, to answer for a code owes at once the forms that ask for it
 * and that nobody was asked for. Who was asked already goes on.
 */
export async function assignUnasked(
  { trx, actor, now }: Scope,
  askedCode: string,
  section: AssignableUnit,
): Promise<number> {
  const asAsked = { answers: await listSectionAnswers(trx, actor.tenantId), groups: new Map<number, string[]>() };
  let assigned = 0;
  for (const collection of await listUnclosedCollections(trx, actor.tenantId, now)) {
    const edition = await getEdition(trx, collection.edition);
    const owed = await listOwedForms(trx, actor.tenantId, collection.id);
    const asking = edition.forms.filter(
      ({ definition }) => definition.appliesTo.sectionCodes?.includes(askedCode) === true && !owed.has(definition.code),
    );
    const submissions = formsOwed({ ...edition, forms: asking }, collection, section, asAsked);
    await insertSubmissions(trx, actor.tenantId, submissions, now);
    assigned += submissions.length;
  }
  return assigned;
}
