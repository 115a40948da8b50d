import { enterTenant, type Actor } from '@huibao/db';
import { HuibaoError, quotaKinds, type QuotaKind } from '@huibao/domain';
import { z } from 'zod';
import { appendAudit, type AuditRecord } from '../audit/append-audit.ts';
import { findLineage } from '../identity/sessions/actor.repository.ts';
import { deleteQuota, upsertQuota } from '../quotas/quota.repository.ts';
import { defineMutation } from '../use-case.ts';
import { requirePlatform } from './platform-only.ts';

/** A petabyte: more than any disk that this is kept on. */
const most = 1_000_000_000_000_000;

/**
 * What a tenant may have and its people may do, instead of what its kind has; null sets it back. Both trails say so:
 * the platform's, and the tenant's own.
 */
export const setQuotas = defineMutation({
  permission: 'platform.operate',
  input: z.object({
    tenantId: z.int32(),
    amounts: z.partialRecord(z.enum(quotaKinds), z.int().min(1).max(most).nullable()),
  }),
  async run(scope, { tenantId, amounts }) {
    await requirePlatform(scope);
    const { ctx, trx, actor, now, audit } = scope;
    const lineage = await findLineage(ctx.authDb, tenantId);
    if (lineage.length < 2) throw new HuibaoError('tenant.not_found');
    const inside: Actor = { ...actor, tenantId, lineage, units: null };
    await enterTenant(trx, inside);
    const records: AuditRecord[] = [];
    for (const [kind, amount] of Object.entries(amounts) as [QuotaKind, number | null][]) {
      if (amount === null) await deleteQuota(trx, tenantId, kind);
      else await upsertQuota(trx, tenantId, kind, amount, now);
      const action = amount === null ? 'quota.reset' : 'quota.set';
      records.push({ action, subject: kind, detail: { amount } });
      audit({ action, subject: kind, detail: { amount, tenant: tenantId } });
    }
    const head = await appendAudit(trx, ctx.auditKeys, inside, now, records);
    await enterTenant(trx, actor);
    if (head) ctx.auditHeads.note(head);
    return { tenantId };
  },
});
