import { v7 as uuid } from 'uuid';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import { issueNoOf } from '../forms/pinned-form.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { insertSubmissions, type NewSubmission } from '../submission/submission.repository.ts';
import type { Scope } from '../use-case.ts';
import { listOwedForms, listSectionAnswers, readUnitsAsAsked, type UnitsAsAsked } from './asked-units.repository.ts';
import { lockUnclosedCollections, type Collection } from './collection.repository.ts';
import { parkUnowed } from './park-unowed.ts';
import { askedBy, isOpenIn, type AssignableUnit } from './whom-a-form-asks.ts';

/** What a unit owes in a collection: each form that applies to it, if it is open on any day of the period. */
function formsOwed(
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
            issueNo: issueNoOf(edition, form.ownerTenantId),
            formCode: form.definition.code,
            askedAs: asked.askedAs,
          },
        ]
      : [];
  });
}

/**
 * All units' forms of a collection, of which those owed already stay as they are; answers those that weren't. Whom a
 * group held when a form was first asked stays as it was.
 */
export async function assignForms(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  edition: Edition,
  collection: Collection,
): Promise<readonly NewSubmission[]> {
  const units = await listUnits(trx, actor.tenantId);
  const asAsked = await readUnitsAsAsked(trx, actor.tenantId);
  const known = await listOwedForms(trx, actor.tenantId, collection.id);
  const [asked = [], fresh = []] = [true, false].map((isKnown) =>
    edition.forms.filter(({ definition }) => known.has(definition.code) === isKnown),
  );
  const owed = units.flatMap((unit) => [
    ...formsOwed({ ...edition, forms: fresh }, collection, unit, asAsked),
    ...formsOwed({ ...edition, forms: asked }, collection, unit, { ...asAsked, groups: new Map() }),
  ]);
  return insertSubmissions(trx, actor.tenantId, owed, now);
}

/**
 * A unit added, or changed, while a term is being collected owes its forms too: N grows by it. Of those that it owes
 * already nothing is touched but what it isn't asked any more. Whom a group held when the collection was opened stays
 * as it was.
 */
export async function assignToOpenCollections(scope: Scope, unit: AssignableUnit): Promise<void> {
  const { trx, actor, now } = scope;
  const asAsked = { answers: await listSectionAnswers(trx, actor.tenantId), groups: new Map<number, string[]>() };
  const collections = await lockUnclosedCollections(trx, actor.tenantId, now);
  for (const collection of collections) {
    const edition = await getEdition(trx, collection.edition);
    await insertSubmissions(trx, actor.tenantId, formsOwed(edition, collection, unit, asAsked), now);
  }
  await parkUnowed(scope, unit.id, collections);
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
  for (const collection of await lockUnclosedCollections(trx, actor.tenantId, now)) {
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
