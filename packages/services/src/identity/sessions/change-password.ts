import { hashPassword, passwordProblem, verifyPassword } from '@huibao/auth';
import type { Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { defineMutation, runUseCase } from '../../use-case.ts';
import { deleteSessionsOf, updatePassword } from '../accounts/account.repository.ts';
import type { Door, Visitor } from './door.ts';
import { listEarlierPasswords, listKnownNames, type Login } from './login.repository.ts';
import { proveOneself } from './prove-oneself.ts';
import { startSession } from './sign-in.ts';

export const passwordChange = z.object({
  current: z.string().min(1).max(200),
  code: z.string().max(40).optional(),
  next: z.string().min(1).max(200),
});

/** Not exposed: what is left to do when everything slow and refusable is behind. */
const replaceOwnPassword = defineMutation({
  permission: 'self',
  input: z.object({ hash: z.string(), earlier: z.object({ hash: z.string(), changedAt: z.date() }) }),
  async run({ ctx, trx, actor, now, audit }, password) {
    const { history } = ctx.signInPolicy.password;
    await updatePassword(trx, actor.tenantId, actor.userId, password, history, now);
    // Whoever else holds a session of this person loses it; the caller starts a new one.
    await deleteSessionsOf(trx, actor.tenantId, actor.userId);
    audit({ action: 'password.changed', subject: actor.userId, detail: {} });
  },
});

/**
 * A new password of one's own. Guesses of the current one count as those at sign-in do. Every session of the person
 * ends, and this one starts anew: answers its cookie. Hashes outside the transaction.
 */
export async function changePassword(
  ctx: Context,
  door: Door,
  actor: Actor,
  membershipId: string,
  { current, code, next }: z.output<typeof passwordChange>,
  visitor: Visitor,
): Promise<string> {
  const login = await proveOneself(ctx, door, actor, { password: current, code }, visitor);
  await requireGood(ctx, login, current, next);
  const { passwordHash, changedAt } = login;
  await runUseCase(ctx, actor, replaceOwnPassword, {
    hash: await hashPassword(next),
    earlier: { hash: passwordHash, changedAt },
  });
  return startSession(ctx, door, login, membershipId, visitor, actor.now);
}

async function requireGood(ctx: Context, login: Login, current: string, next: string): Promise<void> {
  if (current === next) throw new HuibaoError('password.same');
  const policy = ctx.signInPolicy.password;
  const owner = {
    username: login.username,
    names: await listKnownNames(ctx.authDb, login),
    hasSecondFactor: login.sealedSecret !== null,
  };
  const problem = await passwordProblem(policy, next, owner);
  if (problem) throw new HuibaoError(problem.code, problem.params);
  for (const hash of await listEarlierPasswords(ctx.authDb, login, policy.history))
    if (await verifyPassword(hash, next)) throw new HuibaoError('password.used_before', { count: policy.history });
}
