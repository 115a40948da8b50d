import { verifyPassword, type Sessions } from '@huibao/auth';
import { HuibaoError, storableText } from '@huibao/domain';
import { auditAlone } from '../../audit/audit-alone.ts';
import type { Context } from '../../context.ts';
import { findActor, systemActor } from './actor.repository.ts';
import { clearFailures, countFailure, findLogin, listMembershipIds, type Login } from './login.repository.ts';

/** Profile mlps3: five failures lock the name for half an hour. */
const maxFailures = 5;
const lockMinutes = 30;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Starts a session at the person's first membership (or the one that the ended session had, when it is renewed in
 * place). One answer for a wrong name, a wrong password and a disabled person, after the same work.
 */
export async function signIn(
  ctx: Context,
  sessions: Sessions,
  credentials: Credentials,
  now: () => Date,
  preferredMembership?: string,
): Promise<{ readonly setCookie: string }> {
  const username = storableText(credentials.username).trim().toLowerCase();
  const login = await findLogin(ctx.authDb, username);
  const isRight = await verifyPassword(login?.passwordHash, credentials.password);
  if (login?.lockedUntil && login.lockedUntil > now())
    throw new HuibaoError('session.locked', { minutes: minutesUntil(login.lockedUntil, now()) });
  if (!login || !isRight || login.isDisabled) {
    if (login) await noteFailure(ctx, login, username, now);
    throw new HuibaoError('session.wrong_credentials');
  }
  const { tenantId, userId } = login;
  const memberships = await listMembershipIds(ctx.authDb, tenantId, userId);
  const membershipId = memberships.find((id) => id === preferredMembership) ?? memberships[0];
  if (membershipId === undefined) throw new HuibaoError('session.wrong_credentials');
  if (login.failures > 0 || login.lockedUntil) await clearFailures(ctx.authDb, username);
  const setCookie = await sessions.start(userId, { tenantId, membershipId });
  const found = await findActor(ctx.authDb, { tenantId, userId, membershipId }, now);
  if (found) await auditAlone(ctx, found.actor, { action: 'session.started', subject: userId, detail: {} });
  return { setCookie };
}

function minutesUntil(end: Date, now: Date): number {
  return Math.ceil((end.getTime() - now.getTime()) / 60_000);
}

/** Counted, and kept in the trail, as every refusal is. */
async function noteFailure(ctx: Context, login: Login, username: string, now: () => Date): Promise<void> {
  const lockedUntil = new Date(now().getTime() + lockMinutes * 60_000);
  await countFailure(ctx.authDb, login.tenantId, username, maxFailures, lockedUntil);
  await auditAlone(ctx, await systemActor(ctx.authDb, login.tenantId, now), {
    action: 'access.refused',
    subject: login.userId,
    detail: { reason: 'session.wrong_credentials' },
    outcome: 'refused',
  });
}
