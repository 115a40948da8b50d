import { mayGiveRole, type Role } from '@huibao/domain';
import type { Account } from '../outputs.ts';

type Holder = Pick<Account, 'userId' | 'isDisabled'> & {
  readonly memberships: readonly Pick<Account['memberships'][number], 'role'>[];
};

/** Of the administrators' roles that somebody holds, those that nobody else who can sign in does. */
export function lastOf(account: Holder, accounts: readonly Holder[]): readonly Role[] {
  if (account.isDisabled) return [];
  const others = accounts.filter((one) => one.userId !== account.userId && !one.isDisabled);
  const held = new Set(account.memberships.map(({ role }) => role));
  return [...held].filter(
    // Whoever reports or reviews is one of many, or soon replaced by an administrator; these by nobody but an officer.
    (role) =>
      !mayGiveRole('bureau_admin', role) && !others.some((one) => one.memberships.some((held) => held.role === role)),
  );
}
