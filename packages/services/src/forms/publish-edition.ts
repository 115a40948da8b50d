import { columnCode, elementsOf, registersOf, type FormDefinition, type Programme } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import {
  findNewestIssue,
  insertEdition,
  insertIssue,
  putElements,
  putProgramme,
  type NewElement,
  type Publishing,
} from './definition.repository.ts';
import { publishForm, publishIndicator, publishTemplate } from './publish-version.ts';

/**
 * Publishes a programme and its edition of a year as the actor's own definitions. What is unchanged keeps its version;
 * what changed gets the next one; a year already published stays as it was. Called inside a use-case's transaction.
 */
export async function publishEdition(scope: Scope, programme: Programme, year: number): Promise<{ editionId: string }> {
  const { trx, actor, now, audit } = scope;
  const publishing: Publishing = {
    ownerTenantId: actor.tenantId,
    programmeOwnerId: actor.tenantId,
    programmeCode: programme.code,
    publishedAt: now,
  };
  const existing = await findNewestIssue(trx, publishing, year);
  if (existing) return { editionId: existing.id };

  await putProgramme(trx, publishing, programme.title);
  await putElements(trx, publishing, elementsOfProgramme(programme));
  const formIds = [];
  for (const form of programme.forms) formIds.push(await publishForm(trx, publishing, form));
  const indicatorIds = [];
  for (const indicator of programme.indicators) indicatorIds.push(await publishIndicator(trx, publishing, indicator));
  const templateId = await publishTemplate(trx, publishing, programme.template);
  const editionId = await insertEdition(trx, publishing, year);
  const ref = { ownerTenantId: actor.tenantId, id: editionId, issueNo: 1 };
  await insertIssue(trx, now, { ref, programme, templateId, formIds, indicatorIds });
  audit({ action: 'edition.published', subject: editionId, detail: { programme: programme.code, year } });
  return { editionId };
}

function elementsOfProgramme({ forms, indicators }: Programme): readonly NewElement[] {
  return [
    ...forms.flatMap(elementsOfForm),
    // A bureau's issued figure is a flow of its city: one value a year.
    ...indicators.map(({ code }): NewElement => ({ code, flow: 'flow', kind: 'indicator' })),
  ];
}

/** Every element of a form that may become a fact, by its code there. */
function elementsOfForm(form: FormDefinition): readonly NewElement[] {
  return [
    ...elementsOf(form).map(({ code, flow }): NewElement => ({ code, flow, kind: 'element' })),
    ...registersOf(form).flatMap((register): readonly NewElement[] => [
      { code: register.code, flow: register.carriesOver ? 'stock' : 'flow', kind: 'element' },
      ...register.columns.map((column): NewElement => ({
        code: columnCode(register, column),
        flow: column.flow,
        kind: 'element',
      })),
    ]),
  ];
}
