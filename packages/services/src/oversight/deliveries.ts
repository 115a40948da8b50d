import { HuibaoError, localDate, type DeliveryState, type IndicatorValue, type OfficialDocument } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear, getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import { removeFacts } from '../rollup/fact.repository.ts';
import { defineMutation, defineQuery, type Scope } from '../use-case.ts';

/** Every bureau of the city, and how its report of the year stands. */
export const listDistricts = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: z.int() }),
  async run({ trx, actor, now }, { year }) {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    const units = await trx
      .selectFrom('org_units')
      .select(['id', 'name', 'child_tenant_id'])
      .where('tenant_id', '=', actor.tenantId)
      .where('kind', '=', 'bureau')
      .where(sql<boolean>`(closes_on is null or closes_on >= ${`${year}-01-01`}::date)`)
      .orderBy('id')
      .execute();
    const deliveries = await trx
      .selectFrom('deliveries')
      .select(['id', 'unit_id', 'version', 'number', 'state', 'sent_at', 'decided_at', 'decided_by_name', 'reason'])
      .where('tenant_id', '=', actor.tenantId)
      .where('year', '=', year)
      .orderBy('version', 'desc')
      .execute();
    const dueOn = edition ? `${year + 1}-${edition.calendar.reportDue}` : null;
    return {
      year,
      dueOn,
      isOverdue: dueOn !== null && localDate(now) > dueOn,
      districts: units.map((unit) => ({
        unitId: unit.id,
        name: unit.name,
        deliveries: deliveries
          .filter((row) => row.unit_id === unit.id)
          .map((row) => ({
            id: row.id,
            version: row.version,
            number: row.number,
            state: row.state as DeliveryState,
            sentAt: row.sent_at.toISOString(),
            isLate: dueOn !== null && localDate(row.sent_at) > dueOn,
            decidedAt: row.decided_at?.toISOString() ?? null,
            decidedBy: row.decided_by_name,
            reason: row.reason,
          })),
      })),
    };
  },
});

export const getDelivery = defineQuery({
  permission: 'oversight.read',
  input: z.object({ deliveryId: z.uuid() }),
  async run({ trx, actor }, { deliveryId }) {
    const row = await trx
      .selectFrom('deliveries as d')
      .innerJoin('org_units as u', (join) =>
        join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.unit_id'),
      )
      .selectAll('d')
      .select('u.name')
      .where('d.tenant_id', '=', actor.tenantId)
      .where('d.id', '=', deliveryId)
      .executeTakeFirst();
    if (!row) throw new HuibaoError('delivery.not_found');
    const edition = await getWholeEdition(trx, row.owner_tenant_id, row.edition_id);
    const values = new Map(jsonOf<readonly IndicatorValue[]>(row.figures).map((value) => [value.code, value]));
    return {
      id: row.id,
      unitName: row.name,
      year: row.year,
      version: row.version,
      number: row.number,
      hash: row.hash,
      sentAt: row.sent_at.toISOString(),
      state: row.state as DeliveryState,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      reason: row.reason,
      document: jsonOf<OfficialDocument>(row.document),
      groups: edition.indicatorGroups,
      indicators: edition.indicators.map(({ code, group, label, unit, decimals }) => ({
        code,
        group,
        label,
        unit,
        decimals,
        value: values.get(code) ?? null,
      })),
    };
  },
});

/** 已接收 or 退回补正. Acceptance makes the figures facts of the city, with the bureau as reporter: as a school's are its bureau's. */
export const decideDelivery = defineMutation({
  permission: 'oversight.decide',
  input: z.discriminatedUnion('action', [
    z.object({ deliveryId: z.uuid(), action: z.literal('accept') }),
    z.object({ deliveryId: z.uuid(), action: z.literal('return'), reason: z.string().trim().min(1).max(500) }),
  ]),
  async run(scope, input) {
    const { trx, actor, now, audit } = scope;
    const row = await trx
      .selectFrom('deliveries')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', input.deliveryId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new HuibaoError('delivery.not_found');
    if (row.state !== 'pending') throw new HuibaoError('delivery.already_decided');
    if (input.action === 'accept') {
      // A version accepted later stands already: an older one can't take its place.
      const newer = await trx
        .selectFrom('deliveries')
        .select('id')
        .where('tenant_id', '=', actor.tenantId)
        .where('sender_tenant_id', '=', row.sender_tenant_id)
        .where('year', '=', row.year)
        .where('version', '>', row.version)
        .where('state', '=', 'accepted')
        .executeTakeFirst();
      if (newer) throw new HuibaoError('delivery.already_decided');
    }
    const state = input.action === 'accept' ? 'accepted' : 'returned';
    await trx
      .updateTable('deliveries')
      .set({
        state,
        decided_at: now,
        decided_by: actor.userId,
        decided_by_name: actor.userName,
        reason: input.action === 'return' ? input.reason : null,
      })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', row.id)
      .execute();
    if (input.action === 'accept') {
      const earlier = await trx
        .selectFrom('deliveries')
        .select('id')
        .where('tenant_id', '=', actor.tenantId)
        .where('sender_tenant_id', '=', row.sender_tenant_id)
        .where('year', '=', row.year)
        .where('version', '<', row.version)
        .where('state', '=', 'accepted')
        .execute();
      for (const { id } of earlier) await removeFacts(scope, id);
      const edition = await getWholeEdition(trx, row.owner_tenant_id, row.edition_id);
      await insertDelivered(scope, edition, row, jsonOf<readonly IndicatorValue[]>(row.figures));
    }
    audit({
      action: `delivery.${state}`,
      subject: row.id,
      detail: { sender: row.sender_tenant_id, year: row.year, version: row.version },
    });
    return { state };
  },
});

/** Numerator and denominator, never a quotient, of the whole year (period 0), with the schools behind them; texts apart. */
async function insertDelivered(
  { trx, actor }: Pick<Scope, 'trx' | 'actor'>,
  edition: Edition,
  row: { readonly id: string; readonly year: number; readonly unit_id: number; readonly owner_tenant_id: number },
  figures: readonly IndicatorValue[],
): Promise<void> {
  const known = figures.flatMap((value) => {
    const element = edition.indicatorIds.get(value.code);
    return element === undefined
      ? []
      : [{ value, element, owner: edition.indicatorVersions.get(value.code)?.ownerTenantId ?? row.owner_tenant_id }];
  });
  const common = { tenant_id: actor.tenantId, year: row.year, unit_id: row.unit_id, period: 0, source_id: row.id };
  const facts = known.map(({ value, element, owner }) => ({
    ...common,
    element_id: element,
    key: '',
    owner_tenant_id: owner,
    is_applicable: true,
    num: value.numerator,
    den: value.denominator,
    answered: value.leaves?.answered ?? value.answered,
    expected: value.leaves?.expected ?? value.expected,
  }));
  if (facts.length > 0) await trx.insertInto('facts').values(facts).execute();
  const texts = known.flatMap(({ value, element, owner }) =>
    value.texts.map((text, ordinal) => ({ ...common, element_id: element, ordinal, owner_tenant_id: owner, text })),
  );
  if (texts.length > 0) await trx.insertInto('fact_texts').values(texts).execute();
}
