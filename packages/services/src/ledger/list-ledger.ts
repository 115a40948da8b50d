import { programmeNameSchema } from '@huibao/domain';
import { z } from 'zod';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listLedgerItems } from './ledger.repository.ts';

export const listLedger = defineQuery({
  permission: 'ledger.read',
  input: z.object({ programme: programmeNameSchema }),
  async run({ trx, actor }, { programme: name }) {
    const programme = await requireProgramme(trx, actor, name);
    return listLedgerItems(trx, actor.tenantId, programme);
  },
});
