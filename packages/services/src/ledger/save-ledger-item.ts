import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertLedgerItem, updateLedgerItem } from './ledger.repository.ts';

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
  async run({ trx, actor, now, audit }, { id, ...entry }) {
    if (id === null) {
      const newId = await insertLedgerItem(trx, actor.tenantId, entry, actor.userId, now);
      audit({ action: 'ledger.item_added', subject: newId, detail: { kind: entry.kind, year: entry.year } });
      return { id: newId };
    }
    const isThere = await updateLedgerItem(trx, actor.tenantId, id, entry, actor.userId, now);
    if (!isThere) throw new HuibaoError('ledger.item_not_found');
    audit({ action: 'ledger.item_changed', subject: id, detail: {} });
    return { id };
  },
});
