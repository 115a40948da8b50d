import { executePrepared, type TenantReader } from '@huibao/db';
import {
  HuibaoError,
  type ChainStep,
  type FormDefinition,
  type IndicatorDefinition,
  type IndicatorGroup,
  type Localized,
  type ProgrammeCalendar,
  type ReportTemplate,
  type SensitiveRegister,
} from '@huibao/domain';
import { jsonOf } from '../json-column.ts';

export interface EditionForm {
  readonly versionId: string;
  readonly version: number;
  readonly definition: FormDefinition;
}

/** One year of a programme with everything that it pins. Immutable once published. */
export interface Edition {
  readonly ownerTenantId: number;
  readonly id: string;
  readonly programmeCode: string;
  readonly title: Localized;
  readonly year: number;
  readonly forms: readonly EditionForm[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly sensitiveRegisters: readonly SensitiveRegister[];
  readonly template: ReportTemplate;
  readonly chain: readonly ChainStep[];
  readonly calendar: ProgrammeCalendar;
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

// Published editions never change, so each process reads one once. Callers come with an id found in a row of their
// own tenant, which is what row security let them see. What a tenant adds to one does change, and is read each time.
const cache = new Map<string, Promise<Edition>>();

/** An edition as it was published: forms and calendar, and the indicators of its own owner. */
export function getEdition(trx: TenantReader, ownerTenantId: number, id: string): Promise<Edition> {
  const key = `${ownerTenantId}/${id}`;
  const known = cache.get(key);
  if (known) return known;
  const loading = loadEdition(trx, ownerTenantId, id);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}

async function loadEdition(trx: TenantReader, owner: number, id: string): Promise<Edition> {
  const edition = await trx
    .selectFrom('editions as e')
    .innerJoin('report_templates as t', (join) =>
      join.onRef('t.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('t.id', '=', 'e.template_id'),
    )
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.owner_tenant_id', '=', 'e.owner_tenant_id').onRef('p.code', '=', 'e.programme_code'),
    )
    .select([
      'e.programme_code',
      'e.year',
      'e.calendar',
      'e.chain',
      'e.indicator_groups',
      'e.sensitive_registers',
      't.definition as template',
      'p.title',
    ])
    .where('e.owner_tenant_id', '=', owner)
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!edition) throw new HuibaoError('edition.not_found');
  const forms = await trx
    .selectFrom('edition_forms as ef')
    .innerJoin('form_versions as f', (join) =>
      join.onRef('f.owner_tenant_id', '=', 'ef.owner_tenant_id').onRef('f.id', '=', 'ef.form_version_id'),
    )
    .select(['f.id', 'f.version', 'f.definition'])
    .where('ef.owner_tenant_id', '=', owner)
    .where('ef.edition_id', '=', id)
    .orderBy('ef.position')
    .execute();
  const indicators = await trx
    .selectFrom('edition_indicators as ei')
    .innerJoin('indicator_versions as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'ei.owner_tenant_id').onRef('i.id', '=', 'ei.indicator_version_id'),
    )
    .select(['i.id', 'i.version', 'i.code', 'i.definition'])
    .where('ei.owner_tenant_id', '=', owner)
    .where('ei.edition_id', '=', id)
    .orderBy('ei.position')
    .execute();
  const elements = await trx
    .selectFrom('data_elements')
    .select(['id', 'code', 'kind'])
    .where('owner_tenant_id', '=', owner)
    .where('programme_code', '=', edition.programme_code)
    .execute();
  const idsOf = (kind: string): Map<string, number> =>
    new Map(elements.filter((row) => row.kind === kind).map((row) => [row.code, row.id]));
  return {
    ownerTenantId: owner,
    id,
    programmeCode: edition.programme_code,
    title: jsonOf<Localized>(edition.title),
    year: edition.year,
    forms: forms.map((row) => ({
      versionId: row.id,
      version: row.version,
      definition: jsonOf<FormDefinition>(row.definition),
    })),
    indicators: indicators.map((row) => jsonOf<IndicatorDefinition>(row.definition)),
    indicatorGroups: jsonOf<readonly IndicatorGroup[]>(edition.indicator_groups),
    sensitiveRegisters: jsonOf<readonly SensitiveRegister[]>(edition.sensitive_registers),
    template: jsonOf<ReportTemplate>(edition.template),
    chain: jsonOf<readonly ChainStep[]>(edition.chain),
    calendar: jsonOf<ProgrammeCalendar>(edition.calendar),
    elementIds: idsOf('element'),
    indicatorIds: idsOf('indicator'),
    indicatorVersions: new Map(
      indicators.map((row) => [row.code, { ownerTenantId: owner, id: row.id, version: row.version }]),
    ),
  };
}

/**
 * The edition with what the actor's tenant and its ancestors added to it: what is rolled up, written about and
 * compared.
 */
export async function getWholeEdition(trx: TenantReader, ownerTenantId: number, id: string): Promise<Edition> {
  const edition = await getEdition(trx, ownerTenantId, id);
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
    .where('a.edition_owner_tenant_id', '=', ownerTenantId)
    .where('a.edition_id', '=', id)
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

/** The published edition of a year that the actor's line owns, nearest owner first. */
export async function findEditionOfYear(
  trx: TenantReader,
  lineage: readonly number[],
  year: number,
): Promise<Edition | undefined> {
  const asked = trx
    .selectFrom('editions')
    .select(['owner_tenant_id', 'id'])
    .where('year', '=', year)
    .where('published_at', 'is not', null)
    .where('owner_tenant_id', 'in', [...lineage]);
  const nearest = (await executePrepared(trx, asked)).toSorted(
    (a, b) => lineage.indexOf(a.owner_tenant_id) - lineage.indexOf(b.owner_tenant_id),
  )[0];
  return nearest && getWholeEdition(trx, nearest.owner_tenant_id, nearest.id);
}

/** The newest edition that has begun: what registers kept all year go by. */
export async function findCurrentEdition(
  trx: TenantReader,
  lineage: readonly number[],
  today: string,
): Promise<Edition | undefined> {
  const newest = await trx
    .selectFrom('editions')
    .select('year')
    .where('published_at', 'is not', null)
    .where('owner_tenant_id', 'in', [...lineage])
    .where('year', '<=', Number(today.slice(0, 4)))
    .orderBy('year', 'desc')
    .executeTakeFirst();
  return newest && findEditionOfYear(trx, lineage, newest.year);
}

export function formOf(edition: Edition, formCode: string): EditionForm {
  const form = edition.forms.find((one) => one.definition.code === formCode);
  if (!form) throw new HuibaoError('submission.not_found');
  return form;
}
