import { HuibaoError, termOf, type Localized, type Period, type UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';

/** How many of the forms expected are in, in on time, whole, accepted. A rate is one of these over `expected`. */
export interface Reporting {
  /** One per form and unit that is assigned and open in the period. */
  readonly expected: number;
  readonly submitted: number;
  /** In, and first submitted before it was due (or before an extension ended). */
  readonly onTime: number;
  /** In, every required cell answered or not applicable. */
  readonly complete: number;
  readonly accepted: number;
}

interface QualityRow extends Reporting {
  readonly period: number | null;
  readonly form: string | null;
  readonly unit_id: number | null;
  readonly name: string | null;
  readonly kind: string | null;
}

/** 完整率、及时率: overall, by term, by form, by unit, from one read of the year's submissions. */
export const getReportingQuality = defineQuery({
  permission: 'collection.read',
  input: z.object({ year: z.int() }),
  async run(
    { trx, actor },
    { year },
  ): Promise<{
    readonly year: number;
    readonly overall: Reporting;
    readonly byForm: readonly (Reporting & {
      readonly period: Period;
      readonly code: string;
      readonly title: Localized;
    })[];
    readonly byUnit: readonly (Reporting & {
      readonly unitId: number;
      readonly name: string;
      readonly kind: UnitKind;
    })[];
  }> {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const { rows } = await sql<QualityRow>`
      select c.period, s.form_code as form, s.unit_id, min(u.name) as name, min(u.kind) as kind, count(*)::int as expected,
        count(*) filter (where i.is_in)::int as submitted,
        count(*) filter (where i.is_in and s.first_submitted_at < greatest(c.due_at, s.extended_until))::int as "onTime",
        count(*) filter (where i.is_in and s.filled >= s.required)::int as complete,
        count(*) filter (where s.state = 'accepted')::int as accepted
      from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      join org_units u on u.tenant_id = s.tenant_id and u.id = s.unit_id
      cross join lateral (select s.state in ('submitted', 'accepted') as is_in) i
      where s.tenant_id = ${actor.tenantId} and c.year = ${year}
      group by grouping sets ((), (c.period, s.form_code), (s.unit_id))
      order by c.period, s.unit_id`.execute(trx);
    const counts = ({ expected, submitted, onTime, complete, accepted }: Reporting): Reporting => ({
      expected,
      submitted,
      onTime,
      complete,
      accepted,
    });
    const place = new Map(edition.forms.map((form, index) => [form.definition.code, index]));
    return {
      year,
      overall: counts(
        rows.find((row) => row.form === null && row.unit_id === null) ?? {
          expected: 0,
          submitted: 0,
          onTime: 0,
          complete: 0,
          accepted: 0,
        },
      ),
      byForm: rows
        .flatMap((row) => {
          const form = edition.forms.find((one) => one.definition.code === row.form)?.definition;
          return row.period !== null && form
            ? [{ ...counts(row), period: termOf(year, row.period), code: form.code, title: form.title }]
            : [];
        })
        .sort((a, b) => a.period.ordinal - b.period.ordinal || (place.get(a.code) ?? 0) - (place.get(b.code) ?? 0)),
      byUnit: rows.flatMap((row) =>
        row.unit_id === null
          ? []
          : [{ ...counts(row), unitId: row.unit_id, name: row.name ?? '', kind: row.kind as UnitKind }],
      ),
    };
  },
});
