import type { Actor } from '@huibao/db';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';
import type { Door, Visitor } from './door.ts';

/** Ends the session; answers the cookie that takes the browser's away. */
export async function signOut(ctx: Context, { sessions }: Door, actor: Actor, { cookie }: Visitor): Promise<string> {
  await auditAlone(ctx, actor, { action: 'session.ended', subject: actor.userId, detail: {} });
  return sessions.end(cookie);
}
