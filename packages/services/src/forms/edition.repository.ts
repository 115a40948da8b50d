import { executePrepared, type Actor, type TenantReader } from '@huibao/db';
import {
  HuibaoError,
  nameOfProgramme,
  programmeOf,
  type ChainStep,
  type FormDefinition,
  type IndicatorDefinition,
  type IndicatorGroup,
  type Localized,
  type ProgrammeCalendar,
  type ReportTemplate,
  type SensitiveRegister,
  type TenantKind,
} from '@huibao/domain';
import type { GlossaryTerm } from '@huibao/domain/package';
import { sql, type RawBuilder } from 'kysely';
import { jsonOf } from '../json-column.ts';
import type { EditionAddress } from './edition-address.ts';

export interface EditionForm {
  readonly versionId: string;
  readonly version: number;
  readonly definition: FormDefinition;
}

/** A programme: whose, and its code there. */
export interface ProgrammeRef {
  readonly ownerTenantId: number;
  readonly programmeCode: string;
}

/** An issue of an edition: what submissions, collections and reports go by from their beginning on. */
export interface EditionRef {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly issueNo: number;
}

/** As rows keep it. */
export function editionRefOf(row: { owner_tenant_id: number; edition_id: string; issue_no: number }): EditionRef {
  return { ownerTenantId: row.owner_tenant_id, id: row.edition_id, issueNo: row.issue_no };
}

/** The forms of one issue, by which some submissions may go while others go by another's. */
export interface IssueForms {
  readonly issueNo: number;
  readonly forms: readonly EditionForm[];
}

/** One year of a programme with everything that an issue of it pins. Immutable once published. */
export interface Edition extends EditionRef, ProgrammeRef {
  /** As addresses name its programme. */
  readonly programmeName: string;
  readonly title: Localized;
  readonly year: number;
  readonly forms: readonly EditionForm[];
  /** What each issue asks that submissions of the year may be pinned to, this one among them, oldest first. */
  readonly issues: readonly IssueForms[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly sensitiveRegisters: readonly SensitiveRegister[];
  readonly template: ReportTemplate;
  readonly chain: readonly ChainStep[];
  readonly calendar: ProgrammeCalendar;
  readonly glossary: readonly GlossaryTerm[];
  /** Fact ids by element code, and by indicator code. */
  readonly elementIds: ReadonlyMap<string, number>;
  readonly indicatorIds: ReadonlyMap<string, number>;
  /** Whose each indicator is, and which version is pinned, by code. */
  readonly indicatorVersions: ReadonlyMap<string, IndicatorVersion>;
}

export interface IndicatorVersion {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly version: number;
}

// Published issues never change, so each process reads one once. Callers come with an id found in a row of their
// own tenant, which is what row security let them see. What a tenant adds to one does change, and is read each time.
const cache = new Map<string, Promise<Edition>>();

/** An edition as it was published: forms and calendar, and the indicators of its own owner. */
export function getEdition(trx: TenantReader, ref: EditionRef): Promise<Edition> {
  const key = `${ref.ownerTenantId}/${ref.id}/${ref.issueNo}`;
  const known = cache.get(key);
  if (known) return known;
  const loading = loadEdition(trx, ref);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}

async function loadEdition(trx: TenantReader, { ownerTenantId: owner, id, issueNo }: EditionRef): Promise<Edition> {
  const edition = await trx
    .selectFrom('editions as e')
    .innerJoin('edition_issues as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('i.edition_id', '=', 'e.id'),
    )
    .innerJoin('report_templates as t', (join) =>
      join.onRef('t.owner_tenant_id', '=', 'i.owner_tenant_id').onRef('t.id', '=', 'i.template_id'),
    )
    .innerJoin('tenants as o', 'o.id', 'e.owner_tenant_id')
    .select([
      'e.programme_code',
      'e.year',
      'i.calendar',
      'i.chain',
      'i.indicator_groups',
      'i.sensitive_registers',
      'i.glossary',
      'i.title',
      't.definition as template',
      'o.kind',
    ])
    .where('e.owner_tenant_id', '=', owner)
    .where('e.id', '=', id)
    .where('i.no', '=', issueNo)
    .executeTakeFirst();
  if (!edition) throw new HuibaoError('edition.not_found');
  const forms = await trx
    .selectFrom('edition_forms as ef')
    .innerJoin('form_versions as f', (join) =>
      join.onRef('f.owner_tenant_id', '=', 'ef.owner_tenant_id').onRef('f.id', '=', 'ef.form_version_id'),
    )
    .select(['ef.issue_no', 'f.id', 'f.version', 'f.definition'])
    .where('ef.owner_tenant_id', '=', owner)
    .where('ef.edition_id', '=', id)
    .where('ef.issue_no', '<=', issueNo)
    .orderBy('ef.issue_no')
    .orderBy('ef.position')
    .execute();
  // Most forms stay as they were from issue to issue.
  const versions = new Map(
    forms.map((row): readonly [string, EditionForm] => [
      row.id,
      { versionId: row.id, version: row.version, definition: jsonOf<FormDefinition>(row.definition) },
    ]),
  );
  const issues = [...Map.groupBy(forms, (row) => row.issue_no)].map(([no, pinned]): IssueForms => ({
    issueNo: no,
    forms: pinned.flatMap((row) => versions.get(row.id) ?? []),
  }));
  const indicators = await trx
    .selectFrom('edition_indicators as ei')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'ei.owner_tenant_id').onRef('i.id', '=', 'ei.indicator_version_id'),
    )
    .select(['i.id', 'i.version', 'i.code', 'i.definition'])
    .where('ei.owner_tenant_id', '=', owner)
    .where('ei.edition_id', '=', id)
    .where('ei.issue_no', '=', issueNo)
    .orderBy('ei.position')
    .execute();
  const elements = await trx
    .selectFrom('data_elements')
    .select(['id', 'code', 'kind'])
    .where('owner_tenant_id', '=', owner)
    .where('programme_owner_tenant_id', '=', owner)
    .where('programme_code', '=', edition.programme_code)
    .execute();
  const idsOf = (kind: string): Map<string, number> =>
    new Map(elements.filter((row) => row.kind === kind).map((row) => [row.code, row.id]));
  return {
    ownerTenantId: owner,
    id,
    issueNo,
    programmeCode: edition.programme_code,
    programmeName: nameOfProgramme(edition.kind as TenantKind, edition.programme_code),
    title: jsonOf<Localized>(edition.title),
    year: edition.year,
    forms: issues.find((one) => one.issueNo === issueNo)?.forms ?? [],
    issues,
    indicators: indicators.map((row) => jsonOf<IndicatorDefinition>(row.definition)),
    indicatorGroups: jsonOf<readonly IndicatorGroup[]>(edition.indicator_groups),
    sensitiveRegisters: jsonOf<readonly SensitiveRegister[]>(edition.sensitive_registers),
    template: jsonOf<ReportTemplate>(edition.template),
    chain: jsonOf<readonly ChainStep[]>(edition.chain),
    calendar: jsonOf<ProgrammeCalendar>(edition.calendar),
    glossary: jsonOf<readonly GlossaryTerm[]>(edition.glossary),
    elementIds: idsOf('element'),
    indicatorIds: idsOf('indicator'),
    indicatorVersions: new Map(
      indicators.map((row) => [row.code, { ownerTenantId: owner, id: row.id, version: row.version }]),
    ),
  };
}

/**
 * The edition with what the actor's tenant and its ancestors added to it, and with what later issues ask that some of
 * the tenant's submissions go by: what is rolled up, written about and compared.
 */
export async function getWholeEdition(trx: TenantReader, tenantId: number, ref: EditionRef): Promise<Edition> {
  const asked = trx
    .selectFrom('collections')
    .select((eb) => eb.fn.max('issue_no').as('issueNo'))
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', ref.ownerTenantId)
    .where('edition_id', '=', ref.id);
  const [adopted] = await executePrepared(trx, asked);
  const newest = adopted?.issueNo ?? ref.issueNo;
  if (newest <= ref.issueNo) return withAdded(trx, await getEdition(trx, ref));
  const { issues, elementIds, indicatorIds } = await getEdition(trx, { ...ref, issueNo: newest });
  return withAdded(trx, { ...(await getEdition(trx, ref)), issues, elementIds, indicatorIds });
}

async function withAdded(trx: TenantReader, edition: Edition): Promise<Edition> {
  const asked = trx
    .selectFrom('added_indicators as a')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('i.id', '=', 'a.indicator_version_id'),
    )
    .innerJoin('data_elements as e', (join) =>
      join
        .onRef('e.owner_tenant_id', '=', 'a.owner_tenant_id')
        .onRef('e.code', '=', 'a.code')
        .on('e.kind', '=', 'indicator'),
    )
    .select(['a.owner_tenant_id', 'a.code', 'i.id', 'i.version', 'i.definition', 'e.id as elementId'])
    .where('a.edition_owner_tenant_id', '=', edition.ownerTenantId)
    .where('a.edition_id', '=', edition.id)
    .where('e.programme_owner_tenant_id', '=', edition.ownerTenantId)
    .where('e.programme_code', '=', edition.programmeCode)
    .orderBy('a.owner_tenant_id')
    .orderBy('a.position');
  const added = await executePrepared(trx, asked);
  if (added.length === 0) return edition;
  return {
    ...edition,
    indicators: [...edition.indicators, ...added.map((row) => jsonOf<IndicatorDefinition>(row.definition))],
    indicatorIds: new Map([...edition.indicatorIds, ...added.map((row) => [row.code, row.elementId] as const)]),
    indicatorVersions: new Map([
      ...edition.indicatorVersions,
      ...added.map(
        (row) => [row.code, { ownerTenantId: row.owner_tenant_id, id: row.id, version: row.version }] as const,
      ),
    ]),
  };
}

/**
 * The edition that an address names, in the issue that the tenant has adopted for a collection of it; in the newest
 * where it has none.
 */
export function findEdition(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  address: EditionAddress,
): Promise<Edition | undefined> {
  return findEditionIn(trx, actor, address, issueOf(actor.tenantId));
}

async function findEditionIn(
  trx: TenantReader,
  { lineage }: Pick<Actor, 'lineage'>,
  { programme, year }: EditionAddress,
  issue: RawBuilder<number>,
): Promise<Edition | undefined> {
  const { level, code } = programmeOf(programme);
  const asked = trx
    .selectFrom('editions as e')
    .innerJoin('tenants as t', 't.id', 'e.owner_tenant_id')
    .select(['e.owner_tenant_id', 'e.id', issue.as('issueNo')])
    .where('e.owner_tenant_id', 'in', [...lineage])
    .where('e.programme_code', '=', code)
    .where('e.year', '=', year)
    .where('e.published_at', 'is not', null)
    .where('t.kind', '=', level);
  const [found] = await executePrepared(trx, asked);
  if (!found) return undefined;
  const ref = { ownerTenantId: found.owner_tenant_id, id: found.id, issueNo: found.issueNo };
  return withAdded(trx, await getEdition(trx, ref));
}

/** The same; where nothing of that name was published, it is refused. @throws {HuibaoError} `edition.not_found` */
export async function requireEdition(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  address: EditionAddress,
): Promise<Edition> {
  const edition = await findEdition(trx, actor, address);
  if (!edition) throw new HuibaoError('edition.not_found', { year: address.year });
  return edition;
}

/** What is begun now: the newest issue, whichever the tenant went by until now. @throws as `requireEdition` */
export async function requireNewestEdition(
  trx: TenantReader,
  actor: Pick<Actor, 'lineage'>,
  address: EditionAddress,
): Promise<Edition> {
  const edition = await findEditionIn(trx, actor, address, newestIssue);
  if (!edition) throw new HuibaoError('edition.not_found', { year: address.year });
  return edition;
}

/** The number of the newest issue of an edition. */
export async function getNewestIssueNo(
  trx: TenantReader,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<number> {
  const { issueNo } = await trx
    .selectFrom('edition_issues')
    .select((eb) => eb.fn.max('no').as('issueNo'))
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return issueNo;
}

/** The same programme's edition of the year before. */
export async function findEditionBefore(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  { ownerTenantId, programmeCode, year }: Edition,
): Promise<Edition | undefined> {
  const asked = trx
    .selectFrom('editions as e')
    .select(['e.id', issueOf(actor.tenantId).as('issueNo')])
    .where('e.owner_tenant_id', '=', ownerTenantId)
    .where('e.programme_code', '=', programmeCode)
    .where('e.year', '=', year - 1)
    .where('e.published_at', 'is not', null);
  const [found] = await executePrepared(trx, asked);
  return found && withAdded(trx, await getEdition(trx, { ownerTenantId, ...found }));
}

/** Of an edition `e`. */
const newestIssue = sql<number>`(select max(i.no) from edition_issues i
      where i.owner_tenant_id = e.owner_tenant_id and i.edition_id = e.id and i.published_at is not null)`;

/** Of an edition `e`: the issue that the tenant's collections go by, else the newest. */
function issueOf(tenantId: number): RawBuilder<number> {
  return sql<number>`coalesce(
    (select max(c.issue_no) from collections c
      where c.tenant_id = ${tenantId} and c.owner_tenant_id = e.owner_tenant_id and c.edition_id = e.id),
    ${newestIssue})`;
}

export function formOf(edition: Edition, formCode: string): EditionForm {
  const form = edition.forms.find((one) => one.definition.code === formCode);
  if (!form) throw new HuibaoError('submission.not_found');
  return form;
}
