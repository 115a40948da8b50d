import { HuibaoError } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation, defineQuery, noInput } from '../use-case.ts';

export const listLedger = defineQuery({
  permission: 'ledger.read',
  input: noInput,
  async run({ trx, actor }) {
    const rows = await trx
      .selectFrom('ledger_items')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('year', 'desc')
      .orderBy('kind', 'desc')
      .orderBy('position')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      year: row.year,
      kind: row.kind === 'plan' ? ('plan' as const) : ('shortcoming' as const),
      title: row.title,
      detail: row.detail,
      owner: row.owner,
      dueOn: row.due_on,
      state: row.state === 'done' ? ('done' as const) : ('open' as const),
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
    }));
  },
});

/** A shortcoming (with its cause) or a plan (with its expected result), owned by somebody, due some day. */
export const saveLedgerItem = defineMutation({
  permission: 'ledger.write',
  input: z.object({
    id: z.uuid().nullable(),
    year: z.int().min(2019).max(2100),
    kind: z.enum(['shortcoming', 'plan']),
    title: z.string().trim().min(1).max(300),
    detail: z.string().trim().min(1).max(1000),
    owner: z.string().trim().min(1).max(60),
    dueOn: z.iso.date().nullable(),
  }),
  async run({ trx, actor, now, audit }, { id, dueOn, ...item }) {
    const values = { ...item, due_on: dueOn, updated_by: actor.userId, updated_at: now };
    if (id) {
      const updated = await trx
        .updateTable('ledger_items')
        .set(values)
        .where('tenant_id', '=', actor.tenantId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      if (!updated) throw new HuibaoError('ledger.item_not_found');
      audit({ action: 'ledger.item_changed', subject: id, detail: {} });
      return { id };
    }
    const { next } = await trx
      .selectFrom('ledger_items')
      .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
      .where('tenant_id', '=', actor.tenantId)
      .where('year', '=', item.year)
      .where('kind', '=', item.kind)
      .executeTakeFirstOrThrow();
    const newId = uuid();
    await trx
      .insertInto('ledger_items')
      .values({ tenant_id: actor.tenantId, id: newId, position: next, state: 'open', ...values })
      .execute();
    audit({ action: 'ledger.item_added', subject: newId, detail: { kind: item.kind, year: item.year } });
    return { id: newId };
  },
});

/** What became of it: the answer that next year's report owes. An empty one opens it again. */
export const answerLedgerItem = defineMutation({
  permission: 'ledger.write',
  input: z.object({ id: z.uuid(), answer: z.string().trim().max(1000) }),
  async run({ trx, actor, now, audit }, { id, answer }) {
    const isDone = answer !== '';
    const updated = await trx
      .updateTable('ledger_items')
      .set({
        state: isDone ? 'done' : 'open',
        answer: isDone ? answer : null,
        answered_at: isDone ? now : null,
        updated_by: actor.userId,
        updated_at: now,
      })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!updated) throw new HuibaoError('ledger.item_not_found');
    audit({ action: isDone ? 'ledger.item_answered' : 'ledger.item_opened', subject: id, detail: {} });
    return { id };
  },
});
