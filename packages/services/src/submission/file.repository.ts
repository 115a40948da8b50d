import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';

export interface FileEntry {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
}

/** In the order in which they were attached. */
export async function listFiles(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly FileEntry[]> {
  const rows = await trx
    .selectFrom('files')
    .select(['id', 'name', 'media_type', 'size'])
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .orderBy('uploaded_at')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, size: row.size }));
}

/** What is kept, and under which hash. */
export async function getKeptFile(
  trx: TenantReader,
  tenantId: number,
  fileId: string,
): Promise<Pick<FileEntry, 'name' | 'mediaType'> & { readonly sha256: string }> {
  const row = await trx
    .selectFrom('files')
    .select(['name', 'media_type as mediaType', 'sha256'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('file.not_found');
  return row;
}

export async function insertFile(
  trx: TenantTransaction,
  tenantId: number,
  submission: { readonly id: string; readonly unitId: number },
  file: FileEntry & { readonly sha256: string },
  uploadedBy: string,
  uploadedAt: Date,
): Promise<void> {
  await trx
    .insertInto('files')
    .values({
      tenant_id: tenantId,
      id: file.id,
      unit_id: submission.unitId,
      submission_id: submission.id,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      uploaded_by: uploadedBy,
      uploaded_at: uploadedAt,
    })
    .execute();
}
