import { defineQuery, noInput } from '../use-case.ts';
import { listLedgerItems } from './ledger.repository.ts';

export const listLedger = defineQuery({
  permission: 'ledger.read',
  input: noInput,
  run: ({ trx, actor }) => listLedgerItems(trx, actor.tenantId),
});
