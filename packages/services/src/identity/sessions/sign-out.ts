import type { Sessions } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';

/** Ends the session; answers the cookie that takes the browser's away. */
export async function signOut(ctx: Context, sessions: Sessions, actor: Actor, cookie: string): Promise<string> {
  await auditAlone(ctx, actor, { action: 'session.ended', subject: actor.userId, detail: {} });
  return sessions.end(cookie);
}
