import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineMutation } from '../use-case.ts';
import { insertLedgerItem, updateLedgerItem } from './ledger.repository.ts';

/** A shortcoming (with its cause) or a plan (with its expected result), owned by somebody, due some day. */
export const saveLedgerItem = defineMutation({
  permission: 'ledger.write',
  input: z.object({
    id: z.uuid().nullable(),
    ...editionInput,
    kind: z.enum(['shortcoming', 'plan']),
    title: z.string().trim().min(1).max(300),
    detail: z.string().trim().min(1).max(1000),
    owner: z.string().trim().min(1).max(60),
    dueOn: z.iso.date().nullable(),
  }),
  async run({ trx, actor, now, audit }, { id, programme: name, ...entry }) {
    if (id === null) {
      const programme = await requireProgramme(trx, actor, name);
      const newId = await insertLedgerItem(trx, actor.tenantId, programme, entry, actor.userId, now);
      audit({
        action: 'ledger.item_added',
        subject: newId,
        detail: { programme: name, kind: entry.kind, year: entry.year },
      });
      return { id: newId };
    }
    const isThere = await updateLedgerItem(trx, actor.tenantId, id, entry, actor.userId, now);
    if (!isThere) throw new HuibaoError('ledger.item_not_found');
    audit({ action: 'ledger.item_changed', subject: id, detail: {} });
    return { id };
  },
});
