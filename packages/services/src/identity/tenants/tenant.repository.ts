import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type TenantKind } from '@huibao/domain';
import { sql } from 'kysely';

export interface NewTenant {
  readonly parentId: number;
  readonly kind: TenantKind;
  readonly name: string;
  readonly shortName: string;
  readonly divisionCode: string | null;
  readonly documentPrefix: string;
  readonly sectionWord: string;
  readonly addressees: readonly { readonly addressee: string; readonly kind: 'main' | 'copy' }[];
  readonly isDemo: boolean;
  readonly loginSuffix: string;
}

export async function getTenant(
  trx: TenantReader,
  tenantId: number,
): Promise<{ readonly kind: TenantKind; readonly loginSuffix: string }> {
  const row = await trx
    .selectFrom('tenants')
    .select(['kind', 'login_suffix'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return { kind: row.kind as TenantKind, loginSuffix: row.login_suffix };
}

/** The id of a tenant of this name right below. */
export async function findChildTenantNamed(
  trx: TenantReader,
  parentId: number,
  name: string,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom('tenants')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id;
}

/** By the next id that isn't taken. Fails with `tenant.suffix_taken`: by one of the same parent, since suffixes end in
 * their parents'. */
export async function insertTenant(
  trx: TenantTransaction,
  tenant: NewTenant,
  createdAt: Date,
  isTaken: (id: number) => Promise<boolean>,
): Promise<number> {
  for (;;) {
    await sql`savepoint tenant`.execute(trx);
    const id = await insertNext(trx, tenant, createdAt);
    if (!(await isTaken(id))) return id;
    // The sequence has gone on.
    await sql`rollback to savepoint tenant`.execute(trx);
  }
}

async function insertNext(trx: TenantTransaction, tenant: NewTenant, createdAt: Date): Promise<number> {
  const row = await trx
    .insertInto('tenants')
    .values({
      parent_id: tenant.parentId,
      kind: tenant.kind,
      name: tenant.name,
      short_name: tenant.shortName,
      division_code: tenant.divisionCode,
      document_prefix: tenant.documentPrefix,
      section_word: tenant.sectionWord,
      addressees: JSON.stringify(tenant.addressees),
      is_demo: tenant.isDemo,
      login_suffix: tenant.loginSuffix,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.column('login_suffix').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new HuibaoError('tenant.suffix_taken', { suffix: tenant.loginSuffix });
  return row.id;
}
