import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { updateLedgerAnswer } from './ledger.repository.ts';

/** What became of it: the answer that next year's report owes. An empty one opens it again. */
export const answerLedgerItem = defineMutation({
  permission: 'ledger.write',
  input: z.object({ id: z.uuid(), answer: z.string().trim().max(1000) }),
  async run({ trx, actor, now, audit }, { id, answer }) {
    const isDone = answer !== '';
    const isThere = await updateLedgerAnswer(trx, actor.tenantId, id, isDone ? answer : null, actor.userId, now);
    if (!isThere) throw new HuibaoError('ledger.item_not_found');
    audit({ action: isDone ? 'ledger.item_answered' : 'ledger.item_opened', subject: id, detail: {} });
    return { id };
  },
});
