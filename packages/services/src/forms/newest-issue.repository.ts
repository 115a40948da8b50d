import type { TenantReader } from '@huibao/db';
import type { EditionRef } from './edition.repository.ts';

/** The number of the newest issue of an edition. */
export async function getNewestIssueNo(
  trx: TenantReader,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<number> {
  const { issueNo } = await trx
    .selectFrom('edition_issues')
    .select((eb) => eb.fn.max('no').as('issueNo'))
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return issueNo;
}
