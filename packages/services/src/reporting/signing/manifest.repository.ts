import type { TenantReader, TenantTransaction } from '@huibao/db';
import { jsonOf } from '../../json-column.ts';
import type { MadeManifest, Manifest } from './manifest.ts';

/** Kept once, however often it is signed. */
export async function insertManifest(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { manifest, hash }: MadeManifest,
  madeAt: Date,
): Promise<void> {
  await trx
    .insertInto('report_manifests')
    .values({ tenant_id: tenantId, report_id: reportId, hash, manifest: JSON.stringify(manifest), made_at: madeAt })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Undefined, too, where it was erased: its hash stays. */
export async function findManifest(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  hash: string,
): Promise<Manifest | undefined> {
  const row = await trx
    .selectFrom('report_manifests')
    .select('manifest')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return jsonOf<Manifest | null>(row?.manifest ?? null) ?? undefined;
}
