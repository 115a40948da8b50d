import { mayGiveRole, roles, type Role } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { listAccountsOf, listRolesOfOne, type Account, type AccountPlace } from './account-page.repository.ts';

const accountsOfPage = 100;

/** Whoever reports or reviews is one of many, or soon replaced by an administrator; these by nobody but an officer. */
const administrative = roles.filter((role) => !mayGiveRole('bureau_admin', role));

export interface ListedAccounts {
  readonly accounts: readonly Account[];
  /** Where the next page begins; null on the last one. */
  readonly next: AccountPlace | null;
  /** Administrators' roles that one person alone holds who can sign in. */
  readonly rolesOfOne: readonly Role[];
}

/** A page of the tenant's people, those of the root unit first. */
export const listAccounts = defineQuery({
  permission: 'account.read',
  input: z.object({
    search: z.string().trim().max(100).default(''),
    after: z
      .object({ unitId: z.int32(), username: z.string().max(100) })
      .nullable()
      .default(null),
  }),
  async run({ trx, actor: { tenantId }, ctx }, { search, after }): Promise<ListedAccounts> {
    const page = { search, after, limit: accountsOfPage + 1 };
    const found = await listAccountsOf(trx, tenantId, ctx.identityIssuer, page);
    const accounts = found.slice(0, accountsOfPage);
    const last = found.length > accountsOfPage ? accounts.at(-1) : undefined;
    const home = last?.memberships[0];
    return {
      accounts,
      next: last && home ? { unitId: home.unitId, username: last.username } : null,
      rolesOfOne: await listRolesOfOne(trx, tenantId, administrative),
    };
  },
});
