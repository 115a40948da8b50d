import { defaultQuotas, localDate, quotaKinds } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { requirePlatform } from './platform-only.ts';
import { listTenantsOfAll, type WatchedTenant } from './tenants.repository.ts';

const pageSize = 50;

/** Each with how much of it there is; null of what is a person's, by the hour or the minute. */
function limitsOf(
  { kind, ...tenant }: Pick<WatchedTenant, 'kind' | 'people' | 'units' | 'evidenceBytes'>,
  own: WatchedTenant['quotas'],
) {
  const used = { evidence_bytes: tenant.evidenceBytes, people: tenant.people, units: tenant.units };
  return quotaKinds.map((quota) => ({
    quota,
    used: quota === 'exports' || quota === 'requests' ? null : used[quota],
    usual: defaultQuotas[kind][quota],
    own: own[quota] ?? null,
  }));
}

/** Provinces, cities and bureaus, a page at a time: how big each is, what is under way there, and when it last was. */
export const listTenants = defineQuery({
  permission: 'platform.watch',
  input: z.object({ name: z.string().trim().max(60).default(''), page: z.int().min(1).max(10_000).default(1) }),
  async run(scope, { name, page }) {
    await requirePlatform(scope);
    const { ctx, now } = scope;
    const asked = { name, offset: (page - 1) * pageSize, limit: pageSize, today: localDate(now), now };
    const { tenants, total } = await listTenantsOfAll(ctx.watchDb, asked);
    return {
      tenants: tenants.map(({ createdAt, activeAt, quotas, ...tenant }) => ({
        ...tenant,
        limits: limitsOf(tenant, quotas),
        createdAt: createdAt.toISOString(),
        activeAt: activeAt?.toISOString() ?? null,
      })),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / pageSize)),
    };
  },
});
