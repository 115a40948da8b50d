import { sendAhead, type TenantTransaction } from '@huibao/db';
import type { IndicatorValue } from '@huibao/domain';
import { sql } from 'kysely';
import { sayMoved, type FormOfYear } from './moved-forms.ts';
import { bitsOf } from './period-bits.ts';

/**
 * Acceptances go side by side, each holding this lock shared; a preview, which puts in what they may be putting in,
 * goes alone. Held to the transaction's end.
 */
export async function lockFactsAlone(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120533, ${tenantId})`.execute(trx);
}

/**
 * What accepted revisions say becomes facts, by two statements for any number of them.
 * @param forms theirs; absent where nobody who keeps figures sees what is written
 */
export async function insertFacts(
  trx: TenantTransaction,
  tenantId: number,
  revisionIds: readonly string[],
  forms: readonly FormOfYear[] = [],
): Promise<void> {
  await sayMoved(trx, forms);
  await sendAhead(trx, sql`select pg_advisory_xact_lock_shared(7120533, ${tenantId})`);
  const accepted = sql`
    from revisions r
    join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id`;
  const which = sql`where r.tenant_id = ${tenantId} and r.id = any(${[...revisionIds]}::uuid[])`;
  const facts = sql`
    insert into facts (
      tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, code, source_id
    )
    select r.tenant_id, c.year, (f ->> 'element')::int, f ->> 'key', c.period, r.unit_id, s.owner_tenant_id,
      (f ->> 'isApplicable')::boolean, (f ->> 'num')::numeric, f ->> 'code', r.id
    ${accepted} cross join lateral jsonb_array_elements(r.document -> 'facts') f ${which}`;
  const texts = sql`
    insert into fact_texts (
      tenant_id, year, element_id, unit_id, period, ordinal, owner_tenant_id, text, source_id
    )
    select r.tenant_id, c.year, (t ->> 'element')::int, r.unit_id, c.period, (t ->> 'ordinal')::int,
      s.owner_tenant_id, t ->> 'text', r.id
    ${accepted} cross join lateral jsonb_array_elements(r.document -> 'texts') t ${which}`;
  await sendAhead(trx, facts);
  await sendAhead(trx, texts);
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
  await sayMoved(trx, []);
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

/**
 * What a revision or a delivery had put in.
 * @param forms the revision's
 */
export async function deleteFacts(
  trx: TenantTransaction,
  tenantId: number,
  sourceId: string,
  forms: readonly FormOfYear[] = [],
): Promise<void> {
  await sayMoved(trx, forms);
  await trx.deleteFrom('facts').where('tenant_id', '=', tenantId).where('source_id', '=', sourceId).execute();
  await trx.deleteFrom('fact_texts').where('tenant_id', '=', tenantId).where('source_id', '=', sourceId).execute();
}
