import type { TenantReader } from '@huibao/db';

/**
 * What stays so of a tenant for as long as a transaction lasts asks once in it, be it in five places of a page.
 * @param ask unless the answer is known from elsewhere, and given
 */
export function oncePerTransaction<T>(
  ask: (trx: TenantReader, tenantId: number) => Promise<T>,
): (trx: TenantReader, tenantId: number, known?: Promise<T>) => Promise<T> {
  const answers = new WeakMap<TenantReader, Map<number, Promise<T>>>();
  return (trx, tenantId, known) => {
    const ofTenants = answers.get(trx) ?? new Map<number, Promise<T>>();
    answers.set(trx, ofTenants);
    const answer = ofTenants.get(tenantId) ?? known ?? ask(trx, tenantId);
    ofTenants.set(tenantId, answer);
    return answer;
  };
}
