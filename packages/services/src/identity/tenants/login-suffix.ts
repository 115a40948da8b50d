import type { TenantKind } from '@huibao/domain';
import { z } from 'zod';

/** Of one tenant, before what its parent's is: `shanyang` of `shanyang.jiaozuo`. */
export const suffixPart = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9-]{1,11}$/);

/** What usernames below a tenant end in: whoever gives the part sees all that it could be the same as. */
export function suffixBelow(parent: { readonly kind: TenantKind; readonly loginSuffix: string }, part: string): string {
  return parent.kind === 'platform' ? part : `${part}.${parent.loginSuffix}`;
}

/** A new account's username, whole: no other tenant's ends in the same (decision 83). */
export function usernameIn(tenant: { readonly loginSuffix: string }, name: string): string {
  return `${name}@${tenant.loginSuffix}`;
}
