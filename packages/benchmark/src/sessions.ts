import { createSessions } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { sessionRepository, type Context } from '@huibao/services';

/** Signed in without a password: hashing a hundred of them is another measurement. */
export async function startSessions(ctx: Context, key: Buffer): Promise<(actor: Actor) => Promise<string>> {
  const sessions = createSessions(
    sessionRepository(ctx.authDb, () => new Date(), ctx.signInPolicy.session),
    { keys: [key], isSecure: false, maxMinutes: ctx.signInPolicy.session.maxMinutes },
  );
  return async ({ tenantId, userId }) => {
    const membership = await ctx.authDb
      .selectFrom('memberships')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    const cookie = await sessions.start(userId, {
      tenantId,
      membershipId: membership.id,
      address: '',
      device: '',
      hasSecondFactor: false,
      bySingleSignOn: false,
    });
    return cookie.split(';')[0] ?? '';
  };
}
