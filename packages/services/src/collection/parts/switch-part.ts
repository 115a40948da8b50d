import { HuibaoError, codeSchema } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../../forms/edition-address.ts';
import { getEdition, requireNewestEdition, type Edition } from '../../forms/edition.repository.ts';
import { lockParts, putSwitch } from '../../forms/switched-part.repository.ts';
import { defineMutation, type Scope } from '../../use-case.ts';
import { assignForms } from '../assign-forms.ts';
import { lockCollectionsOf, updateParts } from '../collection.repository.ts';
import { tellAsked } from '../tell-asked.ts';
import { keepCarried } from './keep-carried.ts';
import { listAnsweredBy, retireUntouched, reviveDrafts } from './part-draft.repository.ts';

/**
 * Switches a part of a year's programme on or off for the actor's tenant. On, its forms are opened in every collection
 * that hasn't closed, and who owes them is told; off, they are asked of nobody, which is refused once somebody has
 * answered. Who does it a second time changes nothing.
 */
export const switchPart = defineMutation({
  permission: 'collection.run',
  input: z.object({ ...editionInput, part: codeSchema, isOn: z.boolean() }),
  async run(scope, { programme, year, part, isOn }) {
    const { trx, actor, now, audit } = scope;
    await lockParts(trx, actor.tenantId);
    const edition = await requireNewestEdition(trx, actor, { programme, year });
    if (!edition.programmeParts.some(({ code }) => code === part)) throw new HuibaoError('part.not_found');
    const on = await keepCarried(scope, edition, { programme, year });
    if (on.includes(part) === isOn) return { units: 0 };
    const units = await (isOn ? open(scope, edition, part) : close(scope, edition, part));
    await putSwitch(trx, actor.tenantId, edition, { code: part, isOn }, actor.userId, now);
    audit({
      action: isOn ? 'part.switched_on' : 'part.switched_off',
      subject: edition.id,
      detail: { programme, year, part, units },
    });
    return { units };
  },
});

/** How many forms are owed since. A collection that goes by an older issue without the part has it once it adopts. */
async function open(scope: Scope, edition: Edition, part: string): Promise<number> {
  const { trx, actor, now } = scope;
  let asked = 0;
  for (const standing of await lockCollectionsOf(trx, actor.tenantId, edition, now)) {
    const parts = [...new Set([...(standing.edition.parts ?? []), part])].toSorted();
    const collection = { ...standing, edition: { ...standing.edition, parts } };
    await updateParts(trx, actor.tenantId, standing.id, parts);
    const issue = await getEdition(trx, collection.edition);
    const revived = await reviveDrafts(trx, actor.tenantId, standing.id, formsOf(issue, part));
    const added = await assignForms(scope, issue, collection);
    await tellAsked(scope, collection, issue, added);
    asked += revived + added.length;
  }
  return asked;
}

/** @throws {HuibaoError} `part.answered` where somebody has answered, with who */
async function close(scope: Scope, edition: Edition, part: string): Promise<number> {
  const { trx, actor } = scope;
  const collections = await lockCollectionsOf(trx, actor.tenantId, edition);
  const asking = collections.filter(({ edition: { parts = [] } }) => parts.includes(part));
  const forms = new Set<string>();
  for (const { edition: ref } of asking) for (const form of formsOf(await getEdition(trx, ref), part)) forms.add(form);
  const which = { collectionIds: asking.map(({ id }) => id), forms: [...forms] };
  const answered = await listAnsweredBy(trx, actor.tenantId, which);
  if (answered.length > 0) throw new HuibaoError('part.answered', { count: answered.length, units: namesOf(answered) });
  const retired = await retireUntouched(trx, actor.tenantId, which);
  for (const { id, edition: ref } of asking)
    await updateParts(
      trx,
      actor.tenantId,
      id,
      (ref.parts ?? []).filter((code) => code !== part),
    );
  return retired;
}

function formsOf(edition: Edition, part: string): readonly string[] {
  return edition.forms
    .filter(({ definition, isRetired }) => definition.part === part && !isRetired)
    .map(({ definition }) => definition.code);
}

/** As many as a sentence holds. */
const mostNames = 3;

function namesOf(names: readonly string[]): string {
  return [...new Set(names)].slice(0, mostNames).join('、');
}
