import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { FormDefinition, IndicatorDefinition, Programme, ReportTemplate } from '@huibao/domain';
import { v7 as uuid } from 'uuid';

/** A definition's newest version, as it is stored. */
export interface NewestVersion {
  readonly id: string;
  readonly version: number;
  readonly definition: unknown;
}

/** Whose definitions, of which programme, from when on. */
export interface Publishing {
  readonly ownerTenantId: number;
  readonly programmeCode: string;
  readonly publishedAt: Date;
}

export async function findNewestForm(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
  formCode: string,
): Promise<NewestVersion | undefined> {
  return trx
    .selectFrom('form_versions')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('form_code', '=', formCode)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertForm(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  definition: FormDefinition,
  version: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('form_versions')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_code: programmeCode,
      form_code: definition.code,
      version,
      definition: JSON.stringify(definition),
      published_at: publishedAt,
    })
    .execute();
  return id;
}

export async function findNewestIndicator(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
  code: string,
): Promise<NewestVersion | undefined> {
  return trx
    .selectFrom('indicator_versions')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertIndicator(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  definition: IndicatorDefinition,
  version: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('indicator_versions')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_code: programmeCode,
      code: definition.code,
      version,
      definition: JSON.stringify(definition),
      published_at: publishedAt,
    })
    .execute();
  return id;
}

export async function findNewestTemplate(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
): Promise<NewestVersion | undefined> {
  return trx
    .selectFrom('report_templates')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertTemplate(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  definition: ReportTemplate,
  version: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('report_templates')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_code: programmeCode,
      version,
      definition: JSON.stringify(definition),
      published_at: publishedAt,
    })
    .execute();
  return id;
}

/** One that is there already stays as it is. */
export async function putProgramme(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  title: Programme['title'],
): Promise<void> {
  await trx
    .insertInto('programmes')
    .values({
      owner_tenant_id: ownerTenantId,
      code: programmeCode,
      title: JSON.stringify(title),
      published_at: publishedAt,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** What facts are kept of. */
export interface NewElement {
  readonly code: string;
  readonly kind: 'element' | 'indicator';
  readonly flow: 'stock' | 'flow';
}

/** Those that are there already stay as they are. */
export async function putElements(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  elements: readonly NewElement[],
): Promise<void> {
  await trx
    .insertInto('data_elements')
    .values(
      elements.map((element) => ({
        owner_tenant_id: ownerTenantId,
        programme_code: programmeCode,
        ...element,
        published_at: publishedAt,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** The id of a programme's edition of a year. */
export async function findEditionId(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
  year: number,
): Promise<string | undefined> {
  const edition = await trx
    .selectFrom('editions')
    .select('id')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '=', year)
    .executeTakeFirst();
  return edition?.id;
}

export interface NewEdition {
  readonly id: string;
  readonly year: number;
  readonly programme: Programme;
  readonly templateId: string;
  /** Versions in their order. */
  readonly formIds: readonly string[];
  readonly indicatorIds: readonly string[];
}

/** An edition with the versions that it pins. */
export async function insertEdition(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  { id, year, programme, templateId, formIds, indicatorIds }: NewEdition,
): Promise<void> {
  await trx
    .insertInto('editions')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_code: programmeCode,
      year,
      template_id: templateId,
      published_at: publishedAt,
      calendar: JSON.stringify(programme.calendar),
      chain: JSON.stringify(programme.chain),
      indicator_groups: JSON.stringify(programme.indicatorGroups),
      sensitive_registers: JSON.stringify(programme.sensitiveRegisters),
    })
    .execute();
  const pinned = { owner_tenant_id: ownerTenantId, edition_id: id, published_at: publishedAt };
  await trx
    .insertInto('edition_forms')
    .values(formIds.map((form, position) => ({ ...pinned, form_version_id: form, position })))
    .execute();
  await trx
    .insertInto('edition_indicators')
    .values(indicatorIds.map((indicator, position) => ({ ...pinned, indicator_version_id: indicator, position })))
    .execute();
}
