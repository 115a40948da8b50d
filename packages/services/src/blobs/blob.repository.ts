import type { DB, TenantTransaction } from '@huibao/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { BlobName } from './contents.ts';

// As huibao_keeper, of all tenants: what nobody else reaches. Rows of the product that point here decide who reads.

export interface Blob extends BlobName {
  /** Bytes. */
  readonly size: number;
  readonly inDatabase: boolean;
  readonly inObjects: boolean;
}

type Keeper = Kysely<DB> | Transaction<DB>;

const columns = [
  'tenant_id as tenantId',
  'sha256',
  'size',
  'in_database as inDatabase',
  'in_objects as inObjects',
] as const;

/**
 * Before its bytes are anywhere, so that none lie where no row knows of them. By the database's clock: what is
 * rehearsed in another year isn't old for that.
 */
export async function announceBlob(
  keeper: Keeper,
  { tenantId, sha256, size }: BlobName & { readonly size: number },
  goesTo: 'database' | 'objects',
): Promise<Blob> {
  return keeper
    .insertInto('blobs')
    .values({ tenant_id: tenantId, sha256, size, in_objects: goesTo === 'objects', kept_at: sql`now()` })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'sha256']).doUpdateSet({
        kept_at: sql`excluded.kept_at`,
        in_objects: sql`blobs.in_objects or excluded.in_objects and not blobs.in_database`,
      }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function findBlob(keeper: Keeper, { tenantId, sha256 }: BlobName): Promise<Blob | undefined> {
  return keeper
    .selectFrom('blobs')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

export async function updatePlaces(
  keeper: Keeper,
  { tenantId, sha256 }: BlobName,
  { inDatabase, inObjects }: { readonly inDatabase?: boolean; readonly inObjects?: boolean },
): Promise<void> {
  await keeper
    .updateTable('blobs')
    .set({
      ...(inDatabase === undefined ? {} : { in_database: inDatabase }),
      ...(inObjects === undefined ? {} : { in_objects: inObjects }),
    })
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .execute();
}

export async function insertPiece(
  keeper: Keeper,
  { tenantId, sha256 }: BlobName,
  no: number,
  bytes: Buffer,
): Promise<void> {
  await keeper
    .insertInto('blob_pieces')
    .values({ tenant_id: tenantId, sha256, no, bytes })
    // Somebody else has brought the same bytes meanwhile.
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function findPiece(
  keeper: Keeper,
  { tenantId, sha256 }: BlobName,
  no: number,
): Promise<Buffer | undefined> {
  const row = await keeper
    .selectFrom('blob_pieces')
    .select('bytes')
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .where('no', '=', no)
    .executeTakeFirst();
  return row?.bytes;
}

export async function deletePieces(keeper: Keeper, { tenantId, sha256 }: BlobName): Promise<void> {
  await keeper.deleteFrom('blob_pieces').where('tenant_id', '=', tenantId).where('sha256', '=', sha256).execute();
}

/** Some of those that aren't only where they should be, after a name, in the order of their names. */
export async function listElsewhere(
  keeper: Keeper,
  should: 'database' | 'objects',
  after: BlobName,
  limit: number,
): Promise<readonly Blob[]> {
  return keeper
    .selectFrom('blobs')
    .select(columns)
    .where(should === 'database' ? 'in_objects' : 'in_database', '=', true)
    .where(sql<boolean>`(tenant_id, sha256) > (${after.tenantId}, ${after.sha256})`)
    .orderBy('tenant_id')
    .orderBy('sha256')
    .limit(limit)
    .execute();
}

export async function countElsewhere(keeper: Keeper, should: 'database' | 'objects'): Promise<number> {
  const { count } = await keeper
    .selectFrom('blobs')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where(should === 'database' ? 'in_objects' : 'in_database', '=', true)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Every column that points at bytes. */
const pointers = {
  files: ['sha256'],
  imports: ['sha256'],
  publications: ['pdf_blob', 'docx_blob', 'stamped_pdf_blob', 'stamped_docx_blob'],
} as const;

/** @param tenant whose bytes are asked about, or each row's own */
const isPointedAt = (tenant: number | 'its own') =>
  sql<boolean>`${sql.join(
    Object.entries(pointers).flatMap(([table, of]) =>
      of.map(
        (column) => sql`exists (
        select 1 from ${sql.table(table)} r
        where r.tenant_id = ${tenant === 'its own' ? sql.ref('blobs.tenant_id') : tenant}
          and r.${sql.ref(column)} = blobs.sha256
      )`,
      ),
    ),
    sql` or `,
  )}`;

const isOld = (seconds: number) => sql<boolean>`kept_at <= now() - make_interval(secs => ${seconds})`;

/** Some of those that nothing points at and nobody has brought for so long, oldest first. */
export async function listOrphans(keeper: Keeper, seconds: number): Promise<readonly BlobName[]> {
  return keeper
    .selectFrom('blobs')
    .select(['tenant_id as tenantId', 'sha256'])
    .where(isOld(seconds))
    .where(sql<boolean>`not (${isPointedAt('its own')})`)
    .orderBy('kept_at')
    .limit(1000)
    .execute();
}

/** Locked, if nobody holds it and it still is one. */
export async function lockOrphan(
  trx: Transaction<DB>,
  { tenantId, sha256 }: BlobName,
  seconds: number,
): Promise<Blob | undefined> {
  return trx
    .selectFrom('blobs')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .where(isOld(seconds))
    .where(sql<boolean>`not (${isPointedAt(tenantId)})`)
    .forUpdate('blobs')
    .skipLocked()
    .executeTakeFirst();
}

/** Locked; with whether something points at it. */
export async function lockBlob(
  trx: Transaction<DB>,
  { tenantId, sha256 }: BlobName,
): Promise<(Blob & { readonly isPointedAt: boolean }) | undefined> {
  return trx
    .selectFrom('blobs')
    .select(columns)
    .select(isPointedAt(tenantId).as('isPointedAt'))
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .forUpdate('blobs')
    .executeTakeFirst();
}

/** With its pieces. PostgreSQL refuses it of what is pointed at. */
export async function deleteBlob(trx: Transaction<DB>, { tenantId, sha256 }: BlobName): Promise<void> {
  await trx.deleteFrom('blobs').where('tenant_id', '=', tenantId).where('sha256', '=', sha256).execute();
}

/** Asked for as the tenant, with what no longer points at them. */
export async function insertErasures(
  trx: TenantTransaction,
  tenantId: number,
  hashes: readonly string[],
  askedAt: Date,
): Promise<void> {
  if (hashes.length === 0) return;
  await trx
    .insertInto('blob_erasures')
    .values(hashes.map((sha256) => ({ tenant_id: tenantId, sha256, asked_at: askedAt })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Those asked for longest first; of all tenants, or of one. */
export async function listErasures(keeper: Keeper, tenantId?: number): Promise<readonly BlobName[]> {
  return keeper
    .selectFrom('blob_erasures')
    .select(['tenant_id as tenantId', 'sha256'])
    .$if(tenantId !== undefined, (q) => q.where('tenant_id', '=', tenantId ?? 0))
    .orderBy('asked_at')
    .limit(1000)
    .execute();
}

/** To whoever is first: the next waits, and finds nothing. False where there is nothing to do any more. */
export async function takeErasure(trx: Transaction<DB>, { tenantId, sha256 }: BlobName): Promise<boolean> {
  const row = await trx
    .deleteFrom('blob_erasures')
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', sha256)
    .returning('sha256')
    .executeTakeFirst();
  return row !== undefined;
}
