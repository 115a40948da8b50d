import type { TenantReader } from '@huibao/db';
import { sql, type NotNull, type RawBuilder } from 'kysely';
import type { PlannedChoice, RollupPlan } from './plan-rollup.ts';
import { isOfScope, type ReadScope } from './statement/fold.ts';
import { choiceParts, excludedBy, isOwed } from './statement/reporters.ts';
import type { RollupScope } from './statement/rollup-statement.ts';
import { literals } from './statement/sql-fragments.ts';

/** Cells that are read together: an element's, of the chosen reporters. */
export interface CellSource {
  readonly elementId: number;
  /** Null: of all keys. */
  readonly keys: readonly string[] | null;
  /** Place among the plan's choices. */
  readonly choice: number;
  /** Of texts: the element whose fact says that there was an answer, be it of nothing to name. */
  readonly answerId: number | null;
}

/** A cell as accepted, and on which revision. */
export interface AcceptedCell {
  /** Place of its source. */
  readonly source: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly period: number;
  readonly key: string;
  readonly value: string;
  /** The texts that it names. */
  readonly texts: readonly string[];
  readonly submissionId: string;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly by: string | null;
  readonly at: Date;
  readonly explanations: number;
}

/** What the roll-up's ranges hold, reporter by reporter: of one unit, if one is given. */
export async function listAcceptedCells(
  trx: TenantReader,
  tenantId: number,
  sources: readonly CellSource[],
  choices: readonly PlannedChoice[],
  { lastDay, ...rollup }: RollupScope,
  unitId: number | undefined,
): Promise<readonly AcceptedCell[]> {
  if (sources.length === 0) return [];
  const scope: ReadScope = { ...rollup, tenant: tenantId };
  const cells = sources.map((source, place) => selectCellsOf(source, place, choices, scope));
  const ofUnit = unitId === undefined ? sql`true` : sql`d.unit_id = ${unitId}`;
  const { rows } = await sql<AcceptedCell>`
    with ${sql.join(choiceParts(choices, lastDay, scope, { isByUnit: false }), sql`, `)},
    cell as (${sql.join(cells, sql` union all `)})
    select d.source, d.unit_id as "unitId", v.name as "unitName", d.period, d.key, d.value, d.texts,
      r.submission_id as "submissionId", r.id as "revisionId", r.no as "revisionNo", p.name as by, r.submitted_at as at,
      coalesce(jsonb_array_length(r.document -> 'explanations'), 0) as explanations
    from cell d
    join lateral (
      select name from org_unit_versions v
      where v.tenant_id = ${tenantId} and v.unit_id = d.unit_id and v.valid_from <= ${lastDay}::date
      order by valid_from desc limit 1
    ) v on true
    join revisions r on r.tenant_id = ${tenantId} and r.id = d.source_id
    left join users p on p.tenant_id = r.tenant_id and p.id = r.submitted_by
    where ${ofUnit}
    order by d.source, d.unit_id, d.period, d.key`.execute(trx);
  return rows;
}

function selectCellsOf(
  { elementId, keys, choice, answerId }: CellSource,
  place: number,
  choices: readonly PlannedChoice[],
  scope: ReadScope,
): RawBuilder<unknown> {
  const isOf = (element: number): RawBuilder<unknown> =>
    sql`${isOfScope(scope)} and f.element_id = ${element} and f.unit_id <> all (${excludedBy(choice)})`;
  if (answerId !== null) {
    // One row per cell, however many it names: a report keeps its lineage by cell.
    return sql`
      select ${sql.lit(place)} as source, a.unit_id, a.period, '' as key,
        coalesce(string_agg(a.text, '、' order by a.ordinal), '') as value, a.source_id,
        coalesce(array_agg(a.text order by a.ordinal) filter (where a.text is not null), '{}') as texts
      from (
        select f.unit_id, f.period, f.source_id, f.text, f.ordinal from fact_texts f where ${isOf(elementId)}
        union all
        select f.unit_id, f.period, f.source_id, null, null from facts f where ${isOf(answerId)} and f.key = ''
      ) a where true${isOwed(choice, choices[choice])} group by a.unit_id, a.period, a.source_id`;
  }
  return sql`
    select ${sql.lit(place)} as source, f.unit_id, f.period, f.key,
      coalesce(trim_scale(f.num)::text, f.code, case when f.is_applicable then '' else 'not_applicable' end) as value,
      f.source_id, '{}'::text[] as texts
    from facts f where ${isOf(elementId)}${keys ? sql` and f.key in (${literals(keys)})` : sql``}`;
}

/** A bureau below that is to send its year; where it has, what it sent is accepted. */
export interface OwingBureau {
  readonly unitId: number;
  readonly unitName: string;
  readonly hasSent: boolean;
}

/** Who owes what a choice counts, and in which periods: a bit each. */
export interface OwingReporter {
  /** Place among the plan's choices. */
  readonly choice: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly owed: number;
  /** Of a stock, the one period of it that counts. */
  readonly latest: number | null;
}

export async function listOwingReporters(
  trx: TenantReader,
  tenantId: number,
  choices: readonly PlannedChoice[],
  { lastDay, ...rollup }: RollupScope,
  unitId: number | undefined,
): Promise<readonly OwingReporter[]> {
  if (choices.length === 0) return [];
  const scope: ReadScope = { ...rollup, tenant: tenantId };
  const ofUnit = unitId === undefined ? sql`true` : sql`o.unit_id = ${unitId}`;
  const { rows } = await sql<OwingReporter>`
    with ${sql.join(choiceParts(choices, lastDay, scope, { isByUnit: true }), sql`, `)}
    select c.no as choice, o.unit_id as "unitId", v.name as "unitName", o.owed, c.latest
    from choice c cross join lateral unnest(c.included, c.owed) as o(unit_id, owed)
    join lateral (
      select name from org_unit_versions v
      where v.tenant_id = ${tenantId} and v.unit_id = o.unit_id and v.valid_from <= ${lastDay}::date
      order by valid_from desc limit 1
    ) v on true
    where ${ofUnit} order by c.no, o.unit_id`.execute(trx);
  return rows;
}

/** What a bureau below delivered of a figure: its numerator, and its denominator where it has one. */
export interface DeliveredCell {
  readonly indicator: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly deliveryId: string;
  readonly version: number;
  readonly number: string;
  readonly sentAt: Date;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly texts: readonly string[];
  /** n of N behind it. */
  readonly answered: number;
  readonly expected: number;
}

/** The bureaus that stood on a day: each owes a figure of the year. */
export async function listOwingBureaus(
  trx: TenantReader,
  tenantId: number,
  { lastDay, programme, year }: Pick<RollupScope, 'lastDay' | 'programme' | 'year'>,
): Promise<readonly OwingBureau[]> {
  return trx
    .selectFrom('org_units')
    .select(['id as unitId', 'name as unitName'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('deliveries as d')
            .select('d.id')
            .whereRef('d.unit_id', '=', 'org_units.id')
            .where('d.tenant_id', '=', tenantId)
            .where('d.state', '=', 'accepted')
            .where('d.year', '=', year)
            .where('d.owner_tenant_id', '=', programme.ownerTenantId)
            .where('d.programme_code', '=', programme.programmeCode),
        )
        .$castTo<boolean>()
        .as('hasSent'),
    )
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'bureau')
    .where('opens_on', '<=', lastDay)
    .where((eb) => eb.or([eb('closes_on', 'is', null), eb('closes_on', '>=', lastDay)]))
    .orderBy('id')
    .execute();
}

export async function listDeliveredCells(
  trx: TenantReader,
  tenantId: number,
  { figures }: RollupPlan,
  year: number,
  unitId: number | undefined,
): Promise<readonly DeliveredCell[]> {
  const codes = new Map(
    figures.flatMap(({ indicator, figureId }) => (figureId === null ? [] : [[figureId, indicator.code] as const])),
  );
  if (codes.size === 0) return [];
  const rows = await trx
    .selectFrom('facts as f')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'f.tenant_id').onRef('u.id', '=', 'f.unit_id'),
    )
    .innerJoin('deliveries as d', (join) =>
      join.onRef('d.tenant_id', '=', 'f.tenant_id').onRef('d.id', '=', 'f.source_id'),
    )
    .select([
      'f.element_id',
      'f.unit_id',
      'u.name',
      'd.id',
      'd.version',
      'd.sent_at',
      'd.number',
      sql<string | null>`trim_scale(f.num)::text`.as('numerator'),
      sql<string | null>`trim_scale(f.den)::text`.as('denominator'),
      'f.answered',
      'f.expected',
      sql<readonly string[]>`array(
        select x.text from fact_texts x
        where x.tenant_id = f.tenant_id and x.year = f.year and x.element_id = f.element_id and x.unit_id = f.unit_id
        order by x.ordinal
      )`.as('texts'),
    ])
    .where('f.tenant_id', '=', tenantId)
    .where('f.year', '=', year)
    .where('f.element_id', 'in', [...codes.keys()])
    .where('f.key', '=', '')
    .where('f.period', '=', 0)
    .$if(unitId !== undefined, (query) => query.where('f.unit_id', '=', unitId ?? 0))
    .orderBy('f.element_id')
    .orderBy('f.unit_id')
    .execute();
  return rows.map((row) => ({
    indicator: codes.get(row.element_id) ?? '',
    unitId: row.unit_id,
    unitName: row.name,
    deliveryId: row.id,
    version: row.version,
    number: row.number,
    sentAt: row.sent_at,
    numerator: row.numerator,
    denominator: row.denominator,
    texts: row.texts,
    answered: row.answered,
    expected: row.expected,
  }));
}

/** Of some units those that closed within a year, and when. */
export async function listClosedWithin(
  trx: TenantReader,
  tenantId: number,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  unitIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (unitIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('org_units')
    .select(['id', 'closes_on'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...unitIds])
    .where('closes_on', '>=', startsOn)
    .where('closes_on', '<=', endsOn)
    .$narrowType<{ closes_on: NotNull }>()
    .execute();
  return new Map(rows.map((row) => [row.id, row.closes_on]));
}
