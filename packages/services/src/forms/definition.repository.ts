import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { FormDefinition, IndicatorDefinition, Programme, ReportTemplate } from '@huibao/domain';
import { elementMeanings, type ElementMeaning, type GlossaryTerm } from '@huibao/domain/package';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { jsonOf } from '../json-column.ts';
import type { EditionRef } from './edition.repository.ts';

/** A definition's newest version, as it is stored. */
export interface NewestVersion {
  readonly id: string;
  readonly version: number;
  readonly definition: unknown;
}

/** Whose definitions, of which programme, be it another's, from when on. */
export interface Publishing {
  readonly ownerTenantId: number;
  readonly programmeOwnerId: number;
  readonly programmeCode: string;
  readonly publishedAt: Date;
}

export async function findNewestForm(
  trx: TenantReader,
  { ownerTenantId, programmeOwnerId, programmeCode }: Publishing,
  formCode: string,
): Promise<NewestVersion | undefined> {
  return trx
    .selectFrom('form_versions')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .where('form_code', '=', formCode)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertForm(
  trx: TenantTransaction,
  { ownerTenantId, programmeOwnerId, programmeCode, publishedAt }: Publishing,
  definition: FormDefinition,
  version: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('form_versions')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_owner_tenant_id: programmeOwnerId,
      programme_code: programmeCode,
      form_code: definition.code,
      version,
      definition: JSON.stringify(definition),
      published_at: publishedAt,
    })
    .execute();
  return id;
}

/** Of these indicators of a programme, as far as they were published, by their codes. */
export async function listNewestIndicators(
  trx: TenantReader,
  { ownerTenantId, programmeOwnerId, programmeCode }: Publishing,
  codes: readonly string[],
): Promise<ReadonlyMap<string, NewestVersion>> {
  if (codes.length === 0) return new Map();
  const rows = await trx
    .selectFrom('indicator_versions')
    .distinctOn('code')
    .select(['code', 'id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return new Map(rows.map(({ code, ...version }) => [code, version]));
}

export type NewIndicator = Omit<NewestVersion, 'definition'> & { readonly definition: IndicatorDefinition };

export async function insertIndicators(
  trx: TenantTransaction,
  { ownerTenantId, programmeOwnerId, programmeCode, publishedAt }: Publishing,
  indicators: readonly NewIndicator[],
): Promise<void> {
  if (indicators.length === 0) return;
  await trx
    .insertInto('indicator_versions')
    .values(
      indicators.map(({ id, definition, version }) => ({
        owner_tenant_id: ownerTenantId,
        id,
        programme_owner_tenant_id: programmeOwnerId,
        programme_code: programmeCode,
        code: definition.code,
        version,
        definition: JSON.stringify(definition),
        published_at: publishedAt,
      })),
    )
    .execute();
}

export async function findNewestTemplate(
  trx: TenantReader,
  { ownerTenantId, programmeOwnerId, programmeCode }: Publishing,
): Promise<NewestVersion | undefined> {
  return trx
    .selectFrom('report_templates')
    .select(['id', 'version', 'definition'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

export async function insertTemplate(
  trx: TenantTransaction,
  { ownerTenantId, programmeOwnerId, programmeCode, publishedAt }: Publishing,
  definition: ReportTemplate,
  version: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('report_templates')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      programme_owner_tenant_id: programmeOwnerId,
      programme_code: programmeCode,
      version,
      definition: JSON.stringify(definition),
      published_at: publishedAt,
    })
    .execute();
  return id;
}

/** One publication of a tenant's after the other: each sees what the last one left. */
export async function lockPublishing(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120535, ${tenantId})`.execute(trx);
}

/** One that is there already is called by its newest year's title. */
export async function putProgramme(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  title: Programme['title'],
  year: number,
): Promise<void> {
  await trx
    .insertInto('programmes')
    .values({
      owner_tenant_id: ownerTenantId,
      code: programmeCode,
      title: JSON.stringify(title),
      published_at: publishedAt,
    })
    .onConflict((oc) => oc.columns(['owner_tenant_id', 'code']).doNothing())
    .execute();
  await trx
    .updateTable('programmes')
    .set({ title: JSON.stringify(title) })
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('code', '=', programmeCode)
    .where((eb) => {
      const editions = eb.selectFrom('editions as e').select('e.id').where('e.owner_tenant_id', '=', ownerTenantId);
      return eb.not(eb.exists(editions.where('e.programme_code', '=', programmeCode).where('e.year', '>', year)));
    })
    .execute();
}

/** What facts are kept of. */
export interface NewElement {
  readonly code: string;
  readonly kind: 'element' | 'indicator';
  readonly flow: 'stock' | 'flow';
  /** Null of an indicator: its versions say what it means. */
  readonly meaning: ElementMeaning | null;
}

/** Of those that are there already only the meaning is kept: it was null, or has more options now. */
export async function putElements(
  trx: TenantTransaction,
  { ownerTenantId, programmeOwnerId, programmeCode, publishedAt }: Publishing,
  elements: readonly NewElement[],
): Promise<void> {
  await trx
    .insertInto('data_elements')
    .values(
      elements.map(({ code, kind, flow, meaning }) => ({
        owner_tenant_id: ownerTenantId,
        programme_owner_tenant_id: programmeOwnerId,
        programme_code: programmeCode,
        code,
        kind,
        flow,
        meaning: meaning && JSON.stringify(meaning),
        published_at: publishedAt,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['owner_tenant_id', 'programme_owner_tenant_id', 'programme_code', 'kind', 'code'])
        .doUpdateSet((eb) => ({ meaning: eb.ref('excluded.meaning') }))
        .whereRef('data_elements.meaning', 'is distinct from', 'excluded.meaning'),
    )
    .execute();
}

/**
 * What each element of a programme was published to mean, retired ones too. Of one that was published before its
 * meaning was kept, as the last form has it that asked it.
 */
export async function listMeanings(
  trx: TenantReader,
  { ownerTenantId, programmeOwnerId, programmeCode }: Omit<Publishing, 'publishedAt'>,
): Promise<ReadonlyMap<string, ElementMeaning>> {
  const elements = await trx
    .selectFrom('data_elements')
    .select(['code', 'meaning'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .where('kind', '=', 'element')
    .execute();
  const kept = elements.flatMap(({ code, meaning }) =>
    meaning === null ? [] : [[code, jsonOf<ElementMeaning>(meaning)] as const],
  );
  if (kept.length === elements.length) return new Map(kept);
  const forms = await trx
    .selectFrom('form_versions')
    .select('definition')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .orderBy('published_at')
    .orderBy('version')
    .execute();
  return new Map([...elementMeanings(forms.map((row) => jsonOf<FormDefinition>(row.definition))), ...kept]);
}

/** Codes of the indicators of a programme that were published, retired ones too. */
export async function listPublishedIndicators(
  trx: TenantReader,
  { ownerTenantId, programmeOwnerId, programmeCode }: Omit<Publishing, 'publishedAt'>,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('data_elements')
    .select('code')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .where('kind', '=', 'indicator')
    .execute();
  return rows.map((row) => row.code);
}

/** A programme's edition of a year, and its newest issue. */
export async function findNewestIssue(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
  year: number,
): Promise<EditionRef | undefined> {
  const edition = await trx
    .selectFrom('editions as e')
    .innerJoin('edition_issues as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('i.edition_id', '=', 'e.id'),
    )
    .select(['e.id', 'i.no'])
    .where('e.owner_tenant_id', '=', ownerTenantId)
    .where('e.programme_code', '=', programmeCode)
    .where('e.year', '=', year)
    .orderBy('i.no', 'desc')
    .executeTakeFirst();
  return edition && { ownerTenantId, id: edition.id, issueNo: edition.no };
}

/** The last year before one for which a programme was published. */
export async function findYearBefore(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Publishing,
  year: number,
): Promise<number | undefined> {
  const before = await trx
    .selectFrom('editions')
    .select('year')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '<', year)
    .orderBy('year', 'desc')
    .executeTakeFirst();
  return before?.year;
}

export async function insertEdition(
  trx: TenantTransaction,
  { ownerTenantId, programmeCode, publishedAt }: Publishing,
  year: number,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('editions')
    .values({ owner_tenant_id: ownerTenantId, id, programme_code: programmeCode, year, published_at: publishedAt })
    .execute();
  return id;
}

export interface NewIssue {
  readonly ref: EditionRef;
  readonly programme: Pick<
    Programme,
    'title' | 'calendar' | 'chain' | 'indicatorGroups' | 'sensitiveRegisters' | 'sections' | 'unitGroups' | 'parts'
  >;
  readonly glossary: readonly GlossaryTerm[];
  readonly templateId: string;
  /** Versions in their order. */
  readonly formIds: readonly string[];
  readonly indicatorIds: readonly string[];
}

/** An issue of an edition with the versions that it pins. */
export async function insertIssue(
  trx: TenantTransaction,
  publishedAt: Date,
  { ref, programme, glossary, templateId, formIds, indicatorIds }: NewIssue,
): Promise<void> {
  const of = { owner_tenant_id: ref.ownerTenantId, edition_id: ref.id, published_at: publishedAt };
  await trx
    .insertInto('edition_issues')
    .values({
      ...of,
      no: ref.issueNo,
      title: JSON.stringify(programme.title),
      template_id: templateId,
      calendar: JSON.stringify(programme.calendar),
      chain: JSON.stringify(programme.chain),
      indicator_groups: JSON.stringify(programme.indicatorGroups),
      sensitive_registers: JSON.stringify(programme.sensitiveRegisters),
      glossary: JSON.stringify(glossary),
      sections: JSON.stringify(programme.sections ?? []),
      unit_groups: JSON.stringify(programme.unitGroups ?? []),
      parts: JSON.stringify(programme.parts ?? []),
    })
    .execute();
  const pinned = { ...of, issue_no: ref.issueNo };
  await trx
    .insertInto('edition_forms')
    .values(formIds.map((form, position) => ({ ...pinned, form_version_id: form, position })))
    .execute();
  if (indicatorIds.length > 0)
    await trx
      .insertInto('edition_indicators')
      .values(indicatorIds.map((indicator, position) => ({ ...pinned, indicator_version_id: indicator, position })))
      .execute();
}

/** What an issue pins: the ids of its template, and of its forms and indicators in their order. */
export async function getPinned(
  trx: TenantReader,
  { ownerTenantId, id, issueNo }: EditionRef,
): Promise<Pick<NewIssue, 'templateId' | 'formIds' | 'indicatorIds'>> {
  const { template_id: templateId } = await trx
    .selectFrom('edition_issues')
    .select('template_id')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('no', '=', issueNo)
    .executeTakeFirstOrThrow();
  const forms = await trx
    .selectFrom('edition_forms')
    .select('form_version_id as id')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('issue_no', '=', issueNo)
    .orderBy('position')
    .execute();
  const indicators = await trx
    .selectFrom('edition_indicators')
    .select('indicator_version_id as id')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('issue_no', '=', issueNo)
    .orderBy('position')
    .execute();
  return { templateId, formIds: forms.map((row) => row.id), indicatorIds: indicators.map((row) => row.id) };
}
