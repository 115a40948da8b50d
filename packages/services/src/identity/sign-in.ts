import { passwordProblem, hashPassword, verifyPassword, type Sessions } from '@huibao/auth';
import { withTenant, type Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { appendAudit, type AuditRecord } from '../audit/append-audit.ts';
import type { Context } from '../context.ts';
import { defineMutation } from '../use-case.ts';
import { findActor, systemActor } from './actor.repository.ts';

/** Profile mlps3: five failures lock the name for half an hour. */
const maxFailures = 5;
const lockMinutes = 30;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Starts a session at the person's first membership (or the one that the ended session had, when it is renewed in place).
 * One answer for a wrong name, a wrong password and a disabled person, after the same work.
 */
export async function signIn(
  ctx: Context,
  sessions: Sessions,
  credentials: Credentials,
  now: () => Date,
  preferredMembership?: string,
): Promise<{ readonly setCookie: string }> {
  const username = credentials.username.trim().toLowerCase();
  const login = await ctx.authDb
    .selectFrom('logins as l')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'l.tenant_id').onRef('u.id', '=', 'l.user_id'))
    .select(['l.tenant_id', 'l.user_id', 'l.password_hash', 'l.failures', 'l.locked_until', 'u.disabled_at', 'u.name'])
    .where('l.username', '=', username)
    .executeTakeFirst();
  const isLocked = login !== undefined && login.locked_until !== null && login.locked_until > now();
  const isRight = await verifyPassword(login?.password_hash, credentials.password);
  if (isLocked)
    throw new HuibaoError('session.locked', {
      minutes: Math.ceil(((login.locked_until?.getTime() ?? 0) - now().getTime()) / 60_000),
    });
  if (!login || !isRight || login.disabled_at) {
    if (login) await noteFailure(ctx, login.tenant_id, login.user_id, username, now);
    throw new HuibaoError('session.wrong_credentials');
  }
  const memberships = await ctx.authDb
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', login.tenant_id)
    .where('user_id', '=', login.user_id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const membership = memberships.find((one) => one.id === preferredMembership) ?? memberships[0];
  if (!membership) throw new HuibaoError('session.wrong_credentials');
  if (login.failures > 0 || login.locked_until) {
    await ctx.authDb
      .updateTable('logins')
      .set({ failures: 0, locked_until: null })
      .where('username', '=', username)
      .execute();
  }
  const setCookie = await sessions.start(login.user_id, { tenantId: login.tenant_id, membershipId: membership.id });
  const found = await findActor(
    ctx.authDb,
    { tenantId: login.tenant_id, userId: login.user_id, membershipId: membership.id },
    now,
  );
  if (found) await auditAlone(ctx, found.actor, 'session.started');
  return { setCookie };
}

/** Counted by the database, so that guesses made at once count apart; kept in the trail, as every refusal is. */
async function noteFailure(
  ctx: Context,
  tenantId: number,
  userId: string,
  username: string,
  now: () => Date,
): Promise<void> {
  const isFull = sql<boolean>`failures + 1 >= ${maxFailures}`;
  await ctx.authDb
    .updateTable('logins')
    .set({
      failures: sql<number>`case when ${isFull} then 0 else failures + 1 end`,
      locked_until: sql<Date | null>`case when ${isFull} then ${new Date(now().getTime() + lockMinutes * 60_000)}::timestamptz else locked_until end`,
    })
    .where('tenant_id', '=', tenantId)
    .where('username', '=', username)
    .execute();
  const actor = await systemActor(ctx.authDb, tenantId, now);
  const record: AuditRecord = {
    action: 'access.refused',
    subject: userId,
    detail: { reason: 'session.wrong_credentials' },
    outcome: 'refused',
  };
  const head = await withTenant(ctx.db, actor, (trx) => appendAudit(trx, ctx.auditKey, actor, actor.now(), [record]));
  if (head) ctx.auditHeads.note(head);
}

export async function auditAlone(ctx: Context, actor: Actor, action: string): Promise<void> {
  const head = await withTenant(ctx.db, actor, (trx) =>
    appendAudit(trx, ctx.auditKey, actor, actor.now(), [{ action, subject: actor.userId, detail: {} }]),
  );
  if (head) ctx.auditHeads.note(head);
}

/** Goes on as another of one's own memberships: one person may serve several units, and each keeps apart. */
export async function switchMembership(
  ctx: Context,
  idHash: string,
  tenantId: number,
  userId: string,
  membershipId: string,
): Promise<void> {
  const own = await ctx.authDb
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('id', '=', membershipId)
    .executeTakeFirst();
  if (!own) throw new HuibaoError('session.membership_not_found');
  await ctx.authDb.updateTable('sessions').set({ membership_id: membershipId }).where('id_hash', '=', idHash).execute();
}

export const changePassword = defineMutation({
  permission: 'self',
  input: z.object({ current: z.string().max(200), next: z.string().max(200) }),
  async run({ trx, actor, now, audit }, { current, next }) {
    const login = await trx
      .selectFrom('logins')
      .select(['username', 'password_hash'])
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    if (!(await verifyPassword(login.password_hash, current))) throw new HuibaoError('password.wrong_current');
    if (current === next) throw new HuibaoError('password.same');
    const problem = passwordProblem(next, login.username);
    if (problem) throw new HuibaoError(problem);
    await trx
      .updateTable('logins')
      .set({ password_hash: await hashPassword(next), must_change: false, changed_at: now })
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', '=', actor.userId)
      .execute();
    // Whoever else holds a session of this person loses it; the caller starts a new one.
    await trx
      .deleteFrom('sessions')
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', '=', actor.userId)
      .execute();
    audit({ action: 'password.changed', subject: actor.userId, detail: {} });
    return { username: login.username };
  },
});

export const setLocale = defineMutation({
  permission: 'self',
  input: z.object({ locale: z.enum(['zh-CN', 'en']) }),
  async run({ trx, actor }, { locale }) {
    await trx
      .updateTable('users')
      .set({ locale })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', actor.userId)
      .execute();
    return { locale };
  },
});
