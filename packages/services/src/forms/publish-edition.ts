import type { TenantTransaction } from '@huibao/db';
import type { FormDefinition, Programme } from '@huibao/domain';
import { columnCode, elementsOf, registersOf } from '@huibao/domain';
import { ruleOfLawProgramme } from '@huibao/domain/programme';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { defineMutation, type Scope } from '../use-case.ts';

/** Every element of a form that may become a fact, by its code there. */
function elementRows(form: FormDefinition): readonly { code: string; flow: 'stock' | 'flow' }[] {
  return [
    ...elementsOf(form).map((element) => ({ code: element.code, flow: element.flow })),
    ...registersOf(form).flatMap((register) => [
      { code: register.code, flow: register.carriesOver ? ('stock' as const) : ('flow' as const) },
      ...register.columns.map((column) => ({ code: columnCode(register, column), flow: column.flow })),
    ]),
  ];
}

/**
 * Publishes a programme and its edition of a year as the actor's own definitions. What is unchanged keeps its version;
 * what changed gets the next one; a year already published stays as it was. Called inside a use-case's transaction.
 */
export async function publishEdition(scope: Scope, programme: Programme, year: number): Promise<{ editionId: string }> {
  const { trx, actor, now, audit } = scope;
  const owner = actor.tenantId;
  const existing = await trx
    .selectFrom('editions')
    .select('id')
    .where('owner_tenant_id', '=', owner)
    .where('programme_code', '=', programme.code)
    .where('year', '=', year)
    .executeTakeFirst();
  if (existing) return { editionId: existing.id };

  await trx
    .insertInto('programmes')
    .values({ owner_tenant_id: owner, code: programme.code, title: JSON.stringify(programme.title), published_at: now })
    .onConflict((oc) => oc.doNothing())
    .execute();
  await publishElements(trx, owner, programme, now);

  const forms = [];
  for (const form of programme.forms) forms.push(await publishForm(trx, owner, programme.code, form, now));
  const indicators = [];
  for (const indicator of programme.indicators) {
    indicators.push(await publishIndicator(trx, owner, programme.code, indicator.code, indicator, now));
  }
  const template = await publishTemplate(trx, owner, programme, now);
  const editionId = uuid();
  await trx
    .insertInto('editions')
    .values({
      owner_tenant_id: owner,
      id: editionId,
      programme_code: programme.code,
      year,
      template_id: template,
      published_at: now,
      calendar: JSON.stringify(programme.calendar),
      chain: JSON.stringify(programme.chain),
      indicator_groups: JSON.stringify(programme.indicatorGroups),
      sensitive_registers: JSON.stringify(programme.sensitiveRegisters),
    })
    .execute();
  await trx
    .insertInto('edition_forms')
    .values(
      forms.map((id, position) => ({
        owner_tenant_id: owner,
        edition_id: editionId,
        form_version_id: id,
        position,
        published_at: now,
      })),
    )
    .execute();
  await trx
    .insertInto('edition_indicators')
    .values(
      indicators.map((id, position) => ({
        owner_tenant_id: owner,
        edition_id: editionId,
        indicator_version_id: id,
        position,
        published_at: now,
      })),
    )
    .execute();
  audit({ action: 'edition.published', subject: editionId, detail: { programme: programme.code, year } });
  return { editionId };
}

async function publishElements(trx: TenantTransaction, owner: number, programme: Programme, now: Date): Promise<void> {
  const elements = programme.forms.flatMap(elementRows).map((row) => ({ ...row, kind: 'element' as const }));
  // A bureau's issued figure is a flow of its city: one value a year.
  const figures = programme.indicators.map((indicator) => ({
    code: indicator.code,
    flow: 'flow' as const,
    kind: 'indicator' as const,
  }));
  await trx
    .insertInto('data_elements')
    .values(
      [...elements, ...figures].map((row) => ({
        owner_tenant_id: owner,
        programme_code: programme.code,
        ...row,
        published_at: now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

async function publishForm(
  trx: TenantTransaction,
  owner: number,
  programme: string,
  form: FormDefinition,
  now: Date,
): Promise<string> {
  const latest = await trx
    .selectFrom('form_versions')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', owner)
    .where('programme_code', '=', programme)
    .where('form_code', '=', form.code)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (latest && contentHash(latest.definition) === contentHash(form)) return latest.id;
  const id = uuid();
  await trx
    .insertInto('form_versions')
    .values({
      owner_tenant_id: owner,
      id,
      programme_code: programme,
      form_code: form.code,
      version: (latest?.version ?? 0) + 1,
      definition: JSON.stringify(form),
      published_at: now,
    })
    .execute();
  return id;
}

/** The version of this definition: the latest one if nothing changed, else the next. */
export async function publishIndicator(
  trx: TenantTransaction,
  owner: number,
  programme: string,
  code: string,
  definition: object,
  now: Date,
): Promise<string> {
  const latest = await trx
    .selectFrom('indicator_versions')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', owner)
    .where('programme_code', '=', programme)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (latest && contentHash(latest.definition) === contentHash(definition)) return latest.id;
  const id = uuid();
  await trx
    .insertInto('indicator_versions')
    .values({
      owner_tenant_id: owner,
      id,
      programme_code: programme,
      code,
      version: (latest?.version ?? 0) + 1,
      definition: JSON.stringify(definition),
      published_at: now,
    })
    .execute();
  return id;
}

async function publishTemplate(
  trx: TenantTransaction,
  owner: number,
  programme: Programme,
  now: Date,
): Promise<string> {
  const latest = await trx
    .selectFrom('report_templates')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', owner)
    .where('programme_code', '=', programme.code)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (latest && contentHash(latest.definition) === contentHash(programme.template)) return latest.id;
  const id = uuid();
  await trx
    .insertInto('report_templates')
    .values({
      owner_tenant_id: owner,
      id,
      programme_code: programme.code,
      version: (latest?.version ?? 0) + 1,
      definition: JSON.stringify(programme.template),
      published_at: now,
    })
    .execute();
  return id;
}

/** The built-in programme's edition of a year; a no-op where it is already there. */
export const publishBuiltInEdition = defineMutation({
  permission: 'programme.publish',
  input: z.object({ year: z.int().min(2019).max(2100) }),
  run: (scope, { year }) => publishEdition(scope, ruleOfLawProgramme, year),
});
