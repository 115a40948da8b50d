import { HuibaoError } from '@huibao/domain';
import type { Context } from '../../context.ts';
import { listMembershipsOf, updateSessionMembership } from './login.repository.ts';

/** Goes on as another of one's own memberships: one person may serve several units, and each keeps apart. */
export async function switchMembership(
  ctx: Context,
  session: { readonly idHash: string; readonly tenantId: number; readonly userId: string },
  membershipId: string,
): Promise<void> {
  const own = await listMembershipsOf(ctx.authDb, session);
  if (!own.some((one) => one.id === membershipId)) throw new HuibaoError('session.membership_not_found');
  await updateSessionMembership(ctx.authDb, session, membershipId);
}
