import type { CompiledQuery } from 'kysely';

/** Stands in a statement where its tenant goes, so that one text can be kept and serve them all. */
export const anyTenant = Symbol('any tenant');

export type TenantParameter = number | typeof anyTenant;

/**
 * The statement for one tenant. Throws where it has any other parameter: that would be given the tenant's number, too.
 */
export function bindTenant<Query extends CompiledQuery>(statement: Query, tenantId: number): Query {
  const bound = statement.parameters.map((parameter) => {
    if (parameter !== anyTenant)
      throw new Error('a statement kept for any tenant has another parameter than the tenant');
    return tenantId;
  });
  return { ...statement, parameters: bound };
}
