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

export async function getFileContent(
  trx: TenantReader,
  tenantId: number,
  fileId: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }> {
  const row = await trx
    .selectFrom('files')
    .select(['name', 'media_type', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('file.not_found');
  return { name: row.name, mediaType: row.media_type, bytes: new Uint8Array(row.content) };
}

export async function insertFile(
  trx: TenantTransaction,
  tenantId: number,
  submission: { readonly id: string; readonly unitId: number },
  file: FileEntry & { readonly sha256: string; readonly content: Uint8Array },
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
      content: Buffer.from(file.content),
      uploaded_by: uploadedBy,
      uploaded_at: uploadedAt,
    })
    .execute();
}
