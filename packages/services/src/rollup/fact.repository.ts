import { sendAhead, type TenantTransaction } from '@huibao/db';
import type { IndicatorValue } from '@huibao/domain';
import { sql } from 'kysely';
import { bitsOf } from './period-bits.ts';

/**
 * Acceptances go side by side, each holding this lock shared; a preview, which puts in what they may be putting in,
 * goes alone. Held to the transaction's end.
 */
export async function lockFactsAlone(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120533, ${tenantId})`.execute(trx);
}

/** What accepted revisions say becomes facts, one statement for any number of them. */
export async function insertFacts(
  trx: TenantTransaction,
  tenantId: number,
  revisionIds: readonly string[],
): Promise<void> {
  const inserted = sql`
    with entered as materialized (select pg_advisory_xact_lock_shared(7120533, ${tenantId})),
    accepted as materialized (
      select r.tenant_id, c.year, c.period, r.unit_id, s.owner_tenant_id, r.id, r.document
      from entered
      cross join revisions r
      join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      where r.tenant_id = ${tenantId} and r.id = any(${[...revisionIds]}::uuid[])
    ),
    said as (
      insert into facts (
        tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, code, source_id
      )
      select a.tenant_id, a.year, (f ->> 'element')::int, f ->> 'key', a.period, a.unit_id, a.owner_tenant_id,
        (f ->> 'isApplicable')::boolean, (f ->> 'num')::numeric, f ->> 'code', a.id
      from accepted a cross join lateral jsonb_array_elements(a.document -> 'facts') f
    )
    insert into fact_texts (
      tenant_id, year, element_id, unit_id, period, ordinal, owner_tenant_id, text, source_id
    )
    select a.tenant_id, a.year, (t ->> 'element')::int, a.unit_id, a.period, (t ->> 'ordinal')::int,
      a.owner_tenant_id, t ->> 'text', a.id
    from accepted a cross join lateral jsonb_array_elements(a.document -> 'texts') t`;
  await sendAhead(trx, inserted);
}

/** A figure of a bureau below, under the element that it is one of here, and whose definition that is. */
export interface DeliveredFigure {
  readonly value: IndicatorValue;
  readonly elementId: number;
  readonly ownerTenantId: number;
}

/**
 * Numerator and denominator, never a quotient, of the whole year (period 0), with the schools behind them; texts apart.
 */
export async function insertDeliveredFacts(
  trx: TenantTransaction,
  tenantId: number,
  delivery: { readonly id: string; readonly year: number; readonly unitId: number },
  figures: readonly DeliveredFigure[],
): Promise<void> {
  const rows = figures.map(({ value, elementId, ownerTenantId }) => ({
    value,
    row: {
      tenant_id: tenantId,
      year: delivery.year,
      unit_id: delivery.unitId,
      period: 0,
      source_id: delivery.id,
      element_id: elementId,
      owner_tenant_id: ownerTenantId,
    },
  }));
  const facts = rows.map(({ value, row }) => ({
    ...row,
    key: '',
    is_applicable: true,
    num: value.numerator,
    den: value.denominator,
    answered: value.leaves?.answered ?? value.answered,
    expected: value.leaves?.expected ?? value.expected,
    periods: value.periods ? bitsOf(value.periods) : null,
  }));
  if (facts.length > 0) await trx.insertInto('facts').values(facts).execute();
  const texts = rows.flatMap(({ value, row }) => value.texts.map((text, ordinal) => ({ ...row, ordinal, text })));
  if (texts.length > 0) await trx.insertInto('fact_texts').values(texts).execute();
}

/** What a revision or a delivery had put in. */
export async function deleteFacts(trx: TenantTransaction, tenantId: number, sourceId: string): Promise<void> {
  await trx.deleteFrom('facts').where('tenant_id', '=', tenantId).where('source_id', '=', sourceId).execute();
  await trx.deleteFrom('fact_texts').where('tenant_id', '=', tenantId).where('source_id', '=', sourceId).execute();
}
