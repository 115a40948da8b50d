import type { TenantReader } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import type { PlannedChoice, RollupPlan } from './plan-rollup.ts';
import { isOfScope, type ReadScope } from './statement/fold.ts';
import { choiceParts, excludedBy } from './statement/reporters.ts';
import type { RollupScope } from './statement/rollup-statement.ts';
import { literals } from './statement/sql-fragments.ts';

/** Cells that are read together: an element's, of the chosen reporters. */
export interface CellSource {
  readonly elementId: number;
  /** Null: of all keys. */
  readonly keys: readonly string[] | null;
  /** Place among the plan's choices. */
  readonly choice: number;
  readonly isText: boolean;
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
  { year, periods, unopened, lastDay }: RollupScope,
  unitId: number | undefined,
): Promise<readonly AcceptedCell[]> {
  if (sources.length === 0) return [];
  const scope: ReadScope = { tenant: tenantId, year, periods, unopened };
  const cells = sources.map((source, place) => selectCellsOf(source, place, scope));
  const ofUnit = unitId === undefined ? sql`true` : sql`d.unit_id = ${unitId}`;
  const { rows } = await sql<AcceptedCell>`
    with ${sql.join(choiceParts(choices, choices, lastDay, scope), sql`, `)},
    cell as (${sql.join(cells, sql` union all `)})
    select d.source, d.unit_id as "unitId", v.name as "unitName", d.period, d.key, d.value,
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
  { elementId, keys, choice, isText }: CellSource,
  place: number,
  scope: ReadScope,
): RawBuilder<unknown> {
  const isCounted = sql`${isOfScope(scope)} and f.element_id = ${elementId} and f.unit_id <> all (${excludedBy(choice)})`;
  if (isText) {
    // One row per cell, however many it names: a report keeps its lineage by cell.
    return sql`
      select ${sql.lit(place)} as source, f.unit_id, f.period, '' as key,
        string_agg(f.text, '、' order by f.ordinal) as value, f.source_id
      from fact_texts f where ${isCounted} group by f.unit_id, f.period, f.source_id`;
  }
  return sql`
    select ${sql.lit(place)} as source, f.unit_id, f.period, f.key,
      coalesce(trim_scale(f.num)::text, f.code, case when f.is_applicable then '' else 'not_applicable' end) as value,
      f.source_id
    from facts f where ${isCounted}${keys ? sql` and f.key in (${literals(keys)})` : sql``}`;
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
  }));
}
