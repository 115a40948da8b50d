import { HuibaoError } from '@huibao/domain';
import { elementMeanings, meaningRefusals, type ElementMeaning, type ProgrammePackage } from '@huibao/domain/package';
import type { Scope } from '../use-case.ts';
import {
  findNewestIssue,
  insertEdition,
  insertIssue,
  listMeanings,
  lockPublishing,
  putElements,
  putProgramme,
  type NewElement,
  type Publishing,
} from './definition.repository.ts';
import { publishForm, publishIndicator, publishTemplate } from './publish-version.ts';

/**
 * Publishes a programme and its edition of a year as the actor's own definitions. What is unchanged keeps its version;
 * what changed gets the next one; a year already published stays as it was. Called inside a use-case's transaction.
 * @throws {HuibaoError} `package.refused` where it gives a known code another meaning
 */
export async function publishEdition(
  scope: Scope,
  { programme, glossary }: ProgrammePackage,
  year: number,
): Promise<{ editionId: string }> {
  const { trx, actor, now, audit } = scope;
  const publishing: Publishing = {
    ownerTenantId: actor.tenantId,
    programmeOwnerId: actor.tenantId,
    programmeCode: programme.code,
    publishedAt: now,
  };
  await lockPublishing(trx, actor.tenantId);
  const existing = await findNewestIssue(trx, publishing, year);
  if (existing) return { editionId: existing.id };

  const known = await listMeanings(trx, publishing);
  const refusals = meaningRefusals(known, programme.forms);
  if (refusals.length > 0) throw new HuibaoError('package.refused', { count: refusals.length });
  await putProgramme(trx, publishing, programme.title, year);
  await putElements(trx, publishing, [
    ...elementsOf(new Map([...known, ...elementMeanings(programme.forms)])),
    // A bureau's issued figure is a flow of its city: one value a year.
    ...programme.indicators.map(({ code }): NewElement => ({ code, flow: 'flow', kind: 'indicator', meaning: null })),
  ]);
  const formIds = [];
  for (const form of programme.forms) formIds.push(await publishForm(trx, publishing, form));
  const indicatorIds = [];
  for (const indicator of programme.indicators) indicatorIds.push(await publishIndicator(trx, publishing, indicator));
  const templateId = await publishTemplate(trx, publishing, programme.template);
  const editionId = await insertEdition(trx, publishing, year);
  const ref = { ownerTenantId: actor.tenantId, id: editionId, issueNo: 1 };
  await insertIssue(trx, now, { ref, programme, glossary, templateId, formIds, indicatorIds });
  audit({ action: 'edition.published', subject: editionId, detail: { programme: programme.code, year } });
  return { editionId };
}

/** Everything that may become a fact. */
function elementsOf(meanings: ReadonlyMap<string, ElementMeaning>): readonly NewElement[] {
  return [...meanings].map(([code, meaning]) => ({ code, flow: meaning.flow, kind: 'element', meaning }));
}
