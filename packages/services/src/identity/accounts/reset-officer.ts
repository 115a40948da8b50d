import { HuibaoError } from '@huibao/domain';
import type { Context } from '../../context.ts';
import { runUseCase } from '../../use-case.ts';
import { systemActor } from '../sessions/actor.repository.ts';
import { findLogin } from '../sessions/login.repository.ts';
import { listAccounts } from './list-accounts.ts';
import { resetPassword } from './reset-password.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { setAccountDisabled } from './set-account-disabled.ts';

/**
 * Lets a tenant's security officer in again, whom nobody there may: a new first password, without the second factor,
 * enabled. For the command of who holds the product's keys (decision 105); the tenant's own trail says what was done.
 * Fails with `account.not_found` for anybody else, whose officer does it.
 */
export async function resetOfficer(
  ctx: Context,
  username: string,
  now: () => Date,
): Promise<{ readonly username: string; readonly password: string }> {
  const login = await findLogin(ctx.authDb, username);
  if (!login) throw new HuibaoError('account.not_found');
  const { userId } = login;
  const keeper = {
    ...(await systemActor(ctx.authDb, login.tenantId, now)),
    userName: 'reset-officer',
    role: 'security_officer',
  } as const;
  const { accounts } = await runUseCase(ctx, keeper, listAccounts, { search: login.username });
  const found = accounts.find((account) => account.userId === userId);
  if (!found?.memberships.some(({ role }) => role === 'security_officer')) throw new HuibaoError('account.not_found');
  if (login.isDisabled) await runUseCase(ctx, keeper, setAccountDisabled, { userId, isDisabled: false });
  if (login.sealedSecret) await runUseCase(ctx, keeper, resetSecondFactor, { userId });
  return runUseCase(ctx, keeper, resetPassword, { userId });
}
