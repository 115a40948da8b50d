import type { Role } from '@huibao/domain';
import type { Account } from '../outputs.ts';

type Holder = Pick<Account, 'isDisabled'> & {
  readonly memberships: readonly Pick<Account['memberships'][number], 'role'>[];
};

/** Of the administrators' roles that one person alone holds, those that this one does. */
export function lastOf(account: Holder, rolesOfOne: readonly Role[]): readonly Role[] {
  if (account.isDisabled) return [];
  return rolesOfOne.filter((role) => account.memberships.some((one) => one.role === role));
}
