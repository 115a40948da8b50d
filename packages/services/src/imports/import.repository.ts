import { executePrepared, type TenantReader, type TenantTransaction } from '@huibao/db';
import { HuibaoError, type ErrorCode, type ErrorParams, type Role } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';

export type ImportState = 'reading' | 'read' | 'running' | 'done' | 'stopped' | 'failed';

/** A file of many units' figures for one collection, and how far it is. */
export interface Import {
  readonly id: string;
  readonly collectionId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: ImportState;
  readonly failure: { readonly code: ErrorCode; readonly params: ErrorParams } | null;
  readonly begunBy: string;
  readonly begunAt: Date;
  readonly accepted: { readonly by: string; readonly userId: string; readonly role: Role; readonly at: Date } | null;
  readonly endedAt: Date | null;
}

const importsOf = (trx: TenantReader, tenantId: number) =>
  trx
    .selectFrom('imports as i')
    .leftJoin('users as b', (join) => join.onRef('b.tenant_id', '=', 'i.tenant_id').onRef('b.id', '=', 'i.begun_by'))
    .leftJoin('users as a', (join) => join.onRef('a.tenant_id', '=', 'i.tenant_id').onRef('a.id', '=', 'i.accepted_by'))
    .selectAll('i')
    .select(['b.name as beginner', 'a.name as accepter'])
    .where('i.tenant_id', '=', tenantId);

type ImportRow = Awaited<ReturnType<ReturnType<typeof importsOf>['executeTakeFirstOrThrow']>>;

function importOf(row: ImportRow): Import {
  return {
    id: row.id,
    collectionId: row.collection_id,
    fileName: row.file_name,
    sha256: row.sha256,
    state: row.state as ImportState,
    failure:
      row.failure === null
        ? null
        : { code: row.failure as ErrorCode, params: jsonOf<ErrorParams>(row.failure_params ?? {}) },
    begunBy: row.beginner ?? '',
    begunAt: row.begun_at,
    accepted:
      row.accepted_by === null || row.accepted_at === null
        ? null
        : {
            by: row.accepter ?? '',
            userId: row.accepted_by,
            role: row.accepted_role as Role,
            at: row.accepted_at,
          },
    endedAt: row.ended_at,
  };
}

export async function getImport(trx: TenantReader, tenantId: number, id: string): Promise<Import> {
  const [row] = await executePrepared(trx, importsOf(trx, tenantId).where('i.id', '=', id));
  if (!row) throw new HuibaoError('import.not_found');
  return importOf(row);
}

/** Until the transaction ends nobody else changes its state; shared, others may hold it so as well. */
export async function lockImport(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  mode: 'share' | 'update',
): Promise<Import> {
  const locking = trx
    .selectFrom('imports')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .$call((query) => (mode === 'share' ? query.forShare() : query.forUpdate()));
  // One after the other, as they are asked: read is what stands once it is locked.
  const [, locked] = await Promise.all([executePrepared(trx, locking), getImport(trx, tenantId, id)]);
  return locked;
}

/** Newest first. */
export async function listImports(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  limit: number,
): Promise<readonly Import[]> {
  const rows = await importsOf(trx, tenantId)
    .where('i.collection_id', '=', collectionId)
    .orderBy('i.begun_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(importOf);
}

/** @throws `import.at_work` where another of the collection is being read or written. */
export async function insertImport(
  trx: TenantTransaction,
  tenantId: number,
  one: Pick<Import, 'id' | 'collectionId' | 'fileName' | 'sha256'>,
  by: string,
  at: Date,
): Promise<void> {
  const inserted = await trx
    .insertInto('imports')
    .values({
      tenant_id: tenantId,
      id: one.id,
      collection_id: one.collectionId,
      file_name: one.fileName,
      sha256: one.sha256,
      begun_by: by,
      begun_at: at,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('import.at_work');
}

/** What was read before of the same collection and never accepted, stops with a newer file. */
export async function stopUnaccepted(
  trx: TenantTransaction,
  tenantId: number,
  collectionId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('imports')
    .set({ state: 'stopped', ended_at: at })
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '=', 'read')
    .execute();
}

export async function updateImport(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  update: {
    readonly state: ImportState;
    readonly endedAt?: Date;
    readonly failure?: Import['failure'];
    readonly accepted?: { readonly userId: string; readonly role: string; readonly at: Date };
  },
): Promise<void> {
  const { state, endedAt, failure, accepted } = update;
  await trx
    .updateTable('imports')
    .set({
      state,
      ...(endedAt ? { ended_at: endedAt } : {}),
      ...(failure ? { failure: failure.code, failure_params: JSON.stringify(failure.params) } : {}),
      ...(accepted ? { accepted_by: accepted.userId, accepted_role: accepted.role, accepted_at: accepted.at } : {}),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Forms of a collection that its units owe: each with its unit. */
export async function listOwedForms(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
): Promise<readonly { readonly id: string; readonly unitId: number; readonly formCode: string }[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select(['id', 'unit_id', 'form_code'])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '<>', 'retired')
    .orderBy('form_code')
    .orderBy('unit_id')
    .execute();
  return rows.map((row) => ({ id: row.id, unitId: row.unit_id, formCode: row.form_code }));
}

/** Of these, the submissions that the person has a reviewer's part in. */
export async function listReviewedBy(
  trx: TenantReader,
  tenantId: number,
  submissionIds: readonly string[],
  userId: string,
): Promise<ReadonlySet<string>> {
  const asked = trx
    .selectFrom('submission_parts')
    .select('submission_id')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`submission_id = any(${submissionIds}::uuid[])`)
    .where('user_id', '=', userId)
    .where('part', '=', 'reviewing');
  const rows = await executePrepared(trx, asked);
  return new Set(rows.map((row) => row.submission_id));
}
