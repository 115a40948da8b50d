import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listAuditEntries, namesByIds } from './audit.repository.ts';
import { withoutHeads } from './restoration.ts';

const pageSize = 100;
const unitId = /^[1-9]\d{0,8}$/;

/** The trail, newest first, a page at a time, with the names of the people and units that its entries tell by id. */
export const listAudit = defineQuery({
  permission: 'audit.read',
  input: z.object({
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    action: z.string().max(60).optional(),
  }),
  async run({ trx, actor }, { before, action }) {
    const entries = await listAuditEntries(trx, actor.tenantId, { before, action, limit: pageSize });
    const mentioned = new Set(entries.flatMap(({ subject, detail }) => [subject, ...valuesOf(detail)]));
    const names = await namesByIds(trx, actor.tenantId, {
      people: [...mentioned].filter((id) => z.uuid().safeParse(id).success),
      units: [...mentioned].flatMap((id) => (unitId.test(id) ? [Number(id)] : [])),
    });
    return {
      ...names,
      entries: entries.map((entry) => ({ ...entry, detail: JSON.stringify(withoutHeads(entry)) })),
      nextBefore: entries.length === pageSize ? (entries.at(-1)?.seq ?? null) : null,
    };
  },
});

const valuesOf = (detail: unknown): readonly string[] =>
  typeof detail === 'object' && detail !== null ? Object.values(detail).flat().map(String) : [];
