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
import { publishForm, publishIndicators, publishTemplate } from './publish-version.ts';

/**
 * Publishes a programme's first issue of a year; a year already published stays as it was. Called inside a use-case's
 * transaction.
 * @throws {HuibaoError} `package.refused` where it gives a known code another meaning
 */
export async function publishEdition(
  scope: Scope,
  offered: ProgrammePackage,
  year: number,
): Promise<{ editionId: string }> {
  await lockPublishing(scope.trx, scope.actor.tenantId);
  const existing = await findNewestIssue(scope.trx, publishingOf(scope, offered), year);
  return existing ? { editionId: existing.id } : publishIssue(scope, offered, year);
}

/**
 * Publishes a programme's next issue of a year as the actor's own definitions: the first, or one that amends what is
 * published. What is unchanged keeps its version; what changed gets the next one. The caller has locked publications.
 * @throws {HuibaoError} `package.refused` where it gives a known code another meaning
 */
export async function publishIssue(
  scope: Scope,
  offered: ProgrammePackage,
  year: number,
): Promise<{ editionId: string; issueNo: number }> {
  const { trx, actor, now, audit } = scope;
  const { programme, glossary } = offered;
  const publishing = publishingOf(scope, offered);
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
  const indicatorIds = await publishIndicators(trx, publishing, programme.indicators);
  const templateId = await publishTemplate(trx, publishing, programme.template);
  const last = await findNewestIssue(trx, publishing, year);
  const editionId = last?.id ?? (await insertEdition(trx, publishing, year));
  const ref = { ownerTenantId: actor.tenantId, id: editionId, issueNo: (last?.issueNo ?? 0) + 1 };
  await insertIssue(trx, now, { ref, programme, glossary, templateId, formIds, indicatorIds });
  audit({
    action: last ? 'edition.amended' : 'edition.published',
    subject: editionId,
    detail: { programme: programme.code, year, ...(last ? { issue: ref.issueNo } : {}) },
  });
  return { editionId, issueNo: ref.issueNo };
}

function publishingOf({ actor, now }: Scope, { programme }: ProgrammePackage): Publishing {
  return {
    ownerTenantId: actor.tenantId,
    programmeOwnerId: actor.tenantId,
    programmeCode: programme.code,
    publishedAt: now,
  };
}

/** Everything that may become a fact. */
function elementsOf(meanings: ReadonlyMap<string, ElementMeaning>): readonly NewElement[] {
  return [...meanings].map(([code, meaning]) => ({ code, flow: meaning.flow, kind: 'element', meaning }));
}
