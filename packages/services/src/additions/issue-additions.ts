import { isRetiredForm } from '@huibao/domain';
import type { Additions } from '@huibao/domain/additions';
import { elementMeanings } from '@huibao/domain/package';
import { listMeanings, putElements, type NewElement, type Publishing } from '../forms/definition.repository.ts';
import { publishForm, publishIndicators } from '../forms/publish-version.ts';
import { deletePin, listPins, putPin } from '../indicators/indicator.repository.ts';
import type { Scope } from '../use-case.ts';
import { insertAddedIssue } from './additions.repository.ts';
import type { BaseOfAdditions } from './base-of-additions.ts';

/**
 * Publishes what was judged as the next issue of the tenant's additions to an edition. What is unchanged keeps its
 * version; a form that is retired is asked no more, and its answers of the year still count.
 */
export async function issueAdditions(
  { trx, actor, now, audit }: Scope,
  { edition, standing, programme, year }: BaseOfAdditions,
  additions: Additions,
): Promise<{ readonly no: number }> {
  const { tenantId } = actor;
  const publishing: Publishing = {
    ownerTenantId: tenantId,
    programmeOwnerId: edition.ownerTenantId,
    programmeCode: edition.programmeCode,
    publishedAt: now,
  };
  const known = await listMeanings(trx, publishing);
  const elements = [
    ...[...known, ...elementMeanings(additions.forms)].map(([code, meaning]): [string, NewElement] => [
      code,
      { code, kind: 'element', flow: meaning.flow, meaning },
    ]),
    // A district's issued figure is a flow of its city: one value a year.
    ...additions.indicators.map(({ code }): [string, NewElement] => [
      `indicator ${code}`,
      { code, kind: 'indicator', flow: 'flow', meaning: null },
    ]),
  ];
  const unique = [...new Map(elements).values()];
  if (unique.length > 0) await putElements(trx, publishing, unique);

  const forms = [];
  for (const form of additions.forms)
    forms.push({ versionId: await publishForm(trx, publishing, form), isRetired: isRetiredForm(form) });

  // Anew, so that they stand in the order of the package.
  for (const { editionId, code } of await listPins(trx, tenantId, edition.ownerTenantId))
    if (editionId === edition.id) await deletePin(trx, tenantId, edition, code);
  const versionIds = await publishIndicators(trx, publishing, additions.indicators);
  for (const [position, versionId] of versionIds.entries()) {
    const place = { editionId: edition.id, code: additions.indicators[position]?.code ?? '', position };
    await putPin(trx, tenantId, edition.ownerTenantId, place, versionId, now);
  }

  const no = (standing?.issue?.no ?? 0) + 1;
  const id = await insertAddedIssue(trx, tenantId, edition, { no, additions, forms }, now);
  audit({ action: 'additions.published', subject: id, detail: { programme, year, no } });
  return { no };
}
