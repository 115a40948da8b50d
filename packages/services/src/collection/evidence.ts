import { createHash } from 'node:crypto';
import { sniffFile } from '@huibao/documents';
import { HuibaoError } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation, defineQuery } from '../use-case.ts';
import { requireEditable } from './save-cells.ts';
import { lockSubmission } from './submission.repository.ts';

/** Bytes; a phone's photograph or a scanned list fits. */
export const maxEvidenceSize = 10 * 1024 * 1024;

const bytes = z.instanceof(Uint8Array);

/** Keeps a picture or a document beside a submission. What it is, its own bytes say. */
export const attachFile = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), name: z.string().trim().min(1).max(120), content: bytes }),
  async run({ trx, actor, now, audit }, { submissionId, name, content }) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'share');
    requireEditable(submission, now);
    if (content.length === 0) throw new HuibaoError('file.empty');
    if (content.length > maxEvidenceSize)
      throw new HuibaoError('file.too_large', { megabytes: maxEvidenceSize / 1024 / 1024 });
    const mediaType = sniffFile(content);
    if (!mediaType) throw new HuibaoError('file.type_refused', { name });
    const id = uuid();
    await trx
      .insertInto('files')
      .values({
        tenant_id: actor.tenantId,
        id,
        unit_id: submission.unitId,
        submission_id: submissionId,
        name: name.replaceAll(/[\p{Cc}/\\]/gu, '_'),
        media_type: mediaType,
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        content: Buffer.from(content),
        uploaded_by: actor.userId,
        uploaded_at: now,
      })
      .execute();
    audit({ action: 'file.attached', subject: id, detail: { submission: submissionId, size: content.length } });
    return { id, name, mediaType, size: content.length };
  },
});

export const getFile = defineQuery({
  permission: 'file.read',
  input: z.object({ fileId: z.uuid() }),
  async run({ trx, actor }, { fileId }) {
    const row = await trx
      .selectFrom('files')
      .select(['name', 'media_type', 'content'])
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', fileId)
      .executeTakeFirst();
    if (!row) throw new HuibaoError('file.not_found');
    return { name: row.name, mediaType: row.media_type, bytes: new Uint8Array(row.content) };
  },
});
