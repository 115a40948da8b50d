import { HuibaoError, operandsOf, type IndicatorDefinition } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { planRollup, type RollupPlan } from './plan-roll-up.ts';
import { scopeOf, type Reader } from './roll-up.ts';
import { isOfScope, type ReadScope } from './statement/fold.ts';
import { excludedBy, selectAssigned, selectChoices } from './statement/reporters.ts';
import { literals } from './statement/sql-fragments.ts';

/** One cell behind a figure: who reported what, in which term, on which revision. */
export interface LineageRow {
  readonly side: 'of' | 'per';
  readonly unitId: number;
  readonly unitName: string;
  readonly period: number;
  readonly cell: string;
  readonly value: string;
  /** The submission whose revision it is; or, of a figure that came from below, null and the delivery. */
  readonly submissionId: string | null;
  readonly deliveryId: string | null;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly by: string;
  readonly at: string;
  readonly explanations: number;
}

interface Behind {
  readonly ix: number;
  readonly unit_id: number;
  readonly unit_name: string;
  readonly period: number;
  readonly key: string;
  readonly value: string;
  readonly submission_id: string;
  readonly revision_id: string;
  readonly no: number;
  readonly by: string | null;
  readonly at: Date;
  readonly explanations: number;
}

/** One thing that was read, and for which side of which indicators. */
interface Source {
  readonly code: string;
  readonly elementId: number;
  readonly keys: readonly string[] | null;
  readonly choice: number;
  readonly isText: boolean;
  readonly sides: readonly { readonly indicator: string; readonly side: 'of' | 'per' }[];
}

/** What a plan reads, for whom: the same ranges and the same choice of reporters as the roll-up's. */
function sourcesOf(plan: RollupPlan): readonly Source[] {
  return plan.figures.flatMap(({ indicator, ofPlace, perPlace }): readonly Source[] => {
    const { code } = indicator;
    switch (indicator.operator.op) {
      case 'list':
      case 'distinct': {
        const list = plan.lists[ofPlace];
        return list ? [{ ...list, keys: null, isText: true, sides: [{ indicator: code, side: 'of' }] }] : [];
      }
      case 'weighted_mean': {
        const one = plan.weighted[ofPlace];
        return one
          ? [
              { ...one.fold, choice: one.choice, isText: false, sides: [{ indicator: code, side: 'of' }] },
              { ...one.weight, choice: one.weightChoice, isText: false, sides: [{ indicator: code, side: 'per' }] },
            ]
          : [];
      }
      default:
        return [ofPlace, perPlace].flatMap((ix, place) => {
          const term = ix === null ? undefined : plan.terms[ix];
          return term
            ? [
                {
                  ...term.fold,
                  choice: term.choice,
                  isText: false,
                  sides: [{ indicator: code, side: place === 0 ? ('of' as const) : ('per' as const) }],
                },
              ]
            : [];
        });
    }
  });
}

/** The cells that indicators read, as accepted now. */
export async function listLineage(
  reader: Reader,
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  options: { readonly periods?: readonly number[]; readonly unitId?: number } = {},
): Promise<readonly (LineageRow & { indicator: string })[]> {
  const { trx, actor } = reader;
  const plan = planRollup(edition, indicators);
  const sources = sourcesOf(plan);
  const scope = await scopeOf(reader, edition, options, false);
  const below = scope.hasChildren ? await listDelivered(reader, plan, scope.year, options.unitId) : [];
  if (sources.length === 0) return below;
  const read: ReadScope = { tenant: actor.tenantId, year: scope.year, periods: scope.periods };
  const found = await sql<Behind>`
    with assigned as materialized (${selectAssigned(plan.choices, scope.lastDay, read)}),
    choice as materialized (${selectChoices(plan.choices)}),
    said as (${sql.join(
      sources.map((source, ix) => saidBy(source, ix, read)),
      sql` union all `,
    )})
    select d.ix, d.unit_id, v.name as unit_name, d.period, d.key, d.value, r.submission_id, r.id as revision_id, r.no, p.name as by, r.submitted_at as at,
      coalesce(jsonb_array_length(r.document -> 'explanations'), 0) as explanations
    from said d
    join lateral (
      select name from org_unit_versions v where v.tenant_id = ${actor.tenantId} and v.unit_id = d.unit_id and v.valid_from <= ${scope.lastDay}::date order by valid_from desc limit 1
    ) v on true
    join revisions r on r.tenant_id = ${actor.tenantId} and r.id = d.source_id
    left join users p on p.tenant_id = r.tenant_id and p.id = r.submitted_by
    where ${options.unitId === undefined ? sql`true` : sql`d.unit_id = ${options.unitId}`}
    order by d.ix, d.unit_id, d.period, d.key`.execute(trx);
  return [
    ...below,
    ...found.rows.flatMap((row) => {
      const source = sources[row.ix];
      return (source?.sides ?? []).map(({ indicator, side }) => ({
        indicator,
        side,
        unitId: row.unit_id,
        unitName: row.unit_name,
        period: row.period,
        cell: row.key === '' ? (source?.code ?? '') : `${source?.code}[${row.key}]`,
        value: row.value,
        submissionId: row.submission_id,
        deliveryId: null,
        revisionId: row.revision_id,
        revisionNo: row.no,
        by: row.by ?? '',
        at: row.at.toISOString(),
        explanations: row.explanations,
      }));
    }),
  ];
}

/** What each bureau below delivered of the figures: numerators, and denominators where there are any. */
async function listDelivered(
  { trx, actor }: Reader,
  plan: RollupPlan,
  year: number,
  unitId: number | undefined,
): Promise<readonly (LineageRow & { indicator: string })[]> {
  const codes = new Map(
    plan.figures.flatMap(({ indicator, figureId }) => (figureId === null ? [] : [[figureId, indicator.code] as const])),
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
      sql<string | null>`trim_scale(f.num)::text`.as('num'),
      sql<string | null>`trim_scale(f.den)::text`.as('den'),
    ])
    .where('f.tenant_id', '=', actor.tenantId)
    .where('f.year', '=', year)
    .where('f.element_id', 'in', [...codes.keys()])
    .where('f.key', '=', '')
    .where('f.period', '=', 0)
    .$if(unitId !== undefined, (query) => query.where('f.unit_id', '=', unitId ?? 0))
    .orderBy('f.element_id')
    .orderBy('f.unit_id')
    .execute();
  return rows.flatMap((row) =>
    (
      [
        ['of', row.num],
        ['per', row.den],
      ] as const
    ).flatMap(([side, value]) => {
      const indicator = codes.get(row.element_id);
      return value === null || indicator === undefined
        ? []
        : [
            {
              indicator,
              side,
              unitId: row.unit_id,
              unitName: row.name,
              period: 0,
              cell: indicator,
              value,
              submissionId: null,
              deliveryId: row.id,
              revisionId: row.id,
              revisionNo: row.version,
              by: row.number,
              at: row.sent_at.toISOString(),
              explanations: 0,
            },
          ];
    }),
  );
}

function saidBy({ elementId, keys, choice, isText }: Source, ix: number, read: ReadScope): RawBuilder<unknown> {
  const excluded = excludedBy(choice);
  if (isText) {
    // One row per cell, however many it names: a report keeps its lineage by cell.
    return sql`
      select ${sql.lit(ix)} as ix, f.unit_id, f.period, '' as key, string_agg(f.text, '、' order by f.ordinal) as value, f.source_id
      from fact_texts f where ${isOfScope(read)} and f.element_id = ${elementId} and f.unit_id <> all (${excluded}) group by f.unit_id, f.period, f.source_id`;
  }
  return sql`
    select ${sql.lit(ix)} as ix, f.unit_id, f.period, f.key, coalesce(trim_scale(f.num)::text, f.code, case when f.is_applicable then '' else 'not_applicable' end) as value, f.source_id
    from facts f where ${isOfScope(read)} and f.element_id = ${elementId}${keys ? sql` and f.key in (${literals(keys)})` : sql``} and f.unit_id <> all (${excluded})`;
}

/** The codes of the elements that an indicator reads. */
export function elementsRead({ operator }: IndicatorDefinition): readonly string[] {
  return operator.op === 'list' || operator.op === 'distinct'
    ? [operator.of.element]
    : operandsOf(operator).map((term) => term.element);
}

export const getLineage = defineQuery({
  permission: 'rollup.read',
  input: z.object({
    year: z.int(),
    indicator: z.string().max(80),
    period: z.int().min(1).max(2).optional(),
    unitId: z.int().optional(),
  }),
  async run(scope, { year, indicator, period, unitId }) {
    const edition = await findEditionOfYear(scope.trx, scope.actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const definition = edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    const rows = await listLineage(scope, edition, [definition], {
      ...(period === undefined ? {} : { periods: [period] }),
      ...(unitId === undefined ? {} : { unitId }),
    });
    return {
      indicator: definition.code,
      label: definition.label,
      unit: definition.unit,
      version: edition.indicatorVersions.get(indicator)?.version ?? 1,
      rows,
    };
  },
});
