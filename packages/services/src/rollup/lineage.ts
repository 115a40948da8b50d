import { HuibaoError, matchesUnit, type IndicatorDefinition } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { traitsOf } from '../collection/submission.repository.ts';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineUseCase, type Scope } from '../use-case.ts';
import { planTerms, type PlannedTerm } from './plan.ts';

/** One cell behind a figure: who reported what, in which term, on which revision. */
export interface LineageRow {
  readonly side: 'of' | 'per';
  readonly unitId: number;
  readonly unitName: string;
  readonly period: number;
  readonly cell: string;
  readonly value: string;
  readonly submissionId: string | null;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly by: string;
  readonly at: string;
  readonly explanations: number;
}

function codeOf(edition: Edition, term: PlannedTerm): string {
  return [...edition.elementIds].find(([, id]) => id === term.elementId)?.[0] ?? '';
}

/** The cells that an indicator reads, as accepted now. */
export async function listLineage({ trx, actor }: Pick<Scope, 'trx' | 'actor'>, edition: Edition, indicators: readonly IndicatorDefinition[]): Promise<readonly (LineageRow & { indicator: string })[]> {
  const rows: (LineageRow & { indicator: string })[] = [];
  const terms = planTerms(edition, indicators);
  const found = await sql<{
    ix: number; unit_id: number; unit_name: string; kind: string; school_type: string | null; ownership: string | null; section_code: string | null; closes_on: string | null; period: number; key: string; value: string; submission_id: string;
    revision_id: string; no: number; by: string | null; at: Date; explanations: number;
  }>`
    with term as (
      select * from unnest(${terms.map((_, ix) => ix)}::int[], ${terms.map((term) => term.elementId)}::int[], ${terms.map((term) => term.isText)}::boolean[]) as t(ix, element_id, is_text)
    ), said as (
      select t.ix, f.unit_id, f.period, f.key, coalesce(f.num::text, f.code, case when f.is_applicable then '' else 'not_applicable' end) as value, f.source_id
      from term t join facts f on f.tenant_id = ${actor.tenantId} and f.year = ${edition.year} and f.element_id = t.element_id where not t.is_text
      union all
      -- One row per cell, however many it names: a report keeps its lineage by cell.
      select t.ix, x.unit_id, x.period, '', string_agg(x.text, '、' order by x.ordinal), x.source_id
      from term t join fact_texts x on x.tenant_id = ${actor.tenantId} and x.year = ${edition.year} and x.element_id = t.element_id where t.is_text
      group by t.ix, x.unit_id, x.period, x.source_id
    )
    select d.ix, d.unit_id, u.name as unit_name, u.kind, u.school_type, u.ownership, u.section_code, u.closes_on::text as closes_on, d.period, d.key, d.value, r.submission_id, r.id as revision_id, r.no, p.name as by, r.submitted_at as at,
      coalesce(jsonb_array_length(r.document -> 'explanations'), 0) as explanations
    from said d
    join org_units u on u.tenant_id = ${actor.tenantId} and u.id = d.unit_id
    join revisions r on r.tenant_id = ${actor.tenantId} and r.id = d.source_id
    left join users p on p.tenant_id = r.tenant_id and p.id = r.submitted_by
    order by d.ix, d.unit_id, d.period, d.key`.execute(trx);
  for (const row of found.rows) {
    const term = terms[row.ix];
    if (!term || (term.keys && !term.keys.includes(row.key))) continue;
    // As the roll-up chooses: only the children that count, and a stock only where the unit stood on the year's last day.
    if (!matchesUnit(term.filter, traitsOf(row)) || (term.over === 'latest' && row.closes_on !== null && row.closes_on < `${edition.year}-12-31`)) continue;
    const code = codeOf(edition, term);
    rows.push({
      indicator: term.indicator, side: term.side, unitId: row.unit_id, unitName: row.unit_name, period: row.period,
      cell: row.key === '' ? code : `${code}[${row.key}]`, value: row.value, submissionId: row.submission_id, revisionId: row.revision_id,
      revisionNo: row.no, by: row.by ?? '', at: row.at.toISOString(), explanations: row.explanations,
    });
  }
  return rows;
}

export const getLineage = defineUseCase({
  kind: 'query',
  permission: 'rollup.read',
  input: z.object({ year: z.int(), indicator: z.string().max(80) }),
  async run(scope, { year, indicator }) {
    const edition = await findEditionOfYear(scope.trx, scope.actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const definition = edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    const rows = await listLineage(scope, edition, [definition]);
    return { indicator: definition.code, label: definition.label, unit: definition.unit, rows };
  },
});
