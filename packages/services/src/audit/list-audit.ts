import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listAuditEntries } from './audit.repository.ts';
import { withoutHeads } from './restoration.ts';

const pageSize = 100;

/** The trail, newest first, a page at a time. */
export const listAudit = defineQuery({
  permission: 'audit.read',
  input: z.object({ before: z.string().regex(/^\d+$/).optional(), action: z.string().max(60).optional() }),
  async run({ trx, actor }, { before, action }) {
    const entries = await listAuditEntries(trx, actor.tenantId, { before, action, limit: pageSize });
    return {
      entries: entries.map((entry) => ({ ...entry, detail: JSON.stringify(withoutHeads(entry)) })),
      nextBefore: entries.length === pageSize ? (entries.at(-1)?.seq ?? null) : null,
    };
  },
});
