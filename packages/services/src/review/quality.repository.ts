import type { TenantReader } from '@huibao/db';
import type { UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import type { EditionRef } from '../forms/edition.repository.ts';

/**
 * How many of the forms expected are in, in on time, whole, accepted. A rate is one of these over `expected`; that of
 * what came on time is over `due`.
 */
export interface Reporting {
  /** One per form and unit that is assigned and open in the period. */
  readonly expected: number;
  readonly submitted: number;
  /** To be in by now, or handed in before its time: what isn't due yet is neither on time nor late. */
  readonly due: number;
  /** First submitted before it was due (or before an extension ended), whatever became of it since. */
  readonly onTime: number;
  /** In, every required cell answered or not applicable. */
  readonly complete: number;
  readonly accepted: number;
}

export interface ReportingOfYear {
  readonly overall: Reporting;
  readonly byForm: readonly (Reporting & { readonly period: number; readonly formCode: string })[];
  readonly byUnit: readonly (Reporting & { readonly unitId: number; readonly name: string; readonly kind: UnitKind })[];
}

const nothing: Reporting = { expected: 0, submitted: 0, due: 0, onTime: 0, complete: 0, accepted: 0 };

/** Overall, by term and form, and by unit, from one read of the year's submissions. */
export async function countReporting(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
  now: Date,
): Promise<ReportingOfYear> {
  const { rows } = await sql<
    Reporting & {
      readonly period: number | null;
      readonly form: string | null;
      readonly unit_id: number | null;
      readonly name: string | null;
      readonly kind: string | null;
    }
  >`
    select c.period, s.form_code as form, s.unit_id, min(u.name) as name, min(u.kind) as kind, count(*)::int as expected,
      count(*) filter (where i.is_in)::int as submitted,
      count(*) filter (where s.first_submitted_at is not null or i.due_at <= ${now})::int as due,
      count(*) filter (where s.first_submitted_at < i.due_at)::int as "onTime",
      count(*) filter (where i.is_in and s.filled >= s.required)::int as complete,
      count(*) filter (where s.state = 'accepted')::int as accepted
    from submissions s
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
    join org_units u on u.tenant_id = s.tenant_id and u.id = s.unit_id
    cross join lateral (
      select s.state in ('submitted', 'accepted') as is_in, greatest(c.due_at, s.extended_until) as due_at
    ) i
    where s.tenant_id = ${tenantId} and c.owner_tenant_id = ${edition.ownerTenantId} and c.edition_id = ${edition.id}
      and s.state <> 'retired'
    group by grouping sets ((), (c.period, s.form_code), (s.unit_id))
    order by c.period, s.unit_id`.execute(trx);
  const overall = rows.find((row) => row.form === null && row.unit_id === null);
  return {
    overall: overall ? countsOf(overall) : nothing,
    byForm: rows.flatMap((row) =>
      row.period === null || row.form === null ? [] : [{ ...countsOf(row), period: row.period, formCode: row.form }],
    ),
    byUnit: rows.flatMap((row) =>
      row.unit_id === null
        ? []
        : [{ ...countsOf(row), unitId: row.unit_id, name: row.name ?? '', kind: row.kind as UnitKind }],
    ),
  };
}

function countsOf({ expected, submitted, due, onTime, complete, accepted }: Reporting): Reporting {
  return { expected, submitted, due, onTime, complete, accepted };
}
