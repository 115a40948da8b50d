import { createHash } from 'node:crypto';
import { DocumentError, readEvidence } from '@huibao/documents';
import { HuibaoError } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertFile } from './file.repository.ts';
import { harmlessName } from './harmless-name.ts';
import { requireEditable } from './require-editable.ts';
import { lockSubmission } from './submission.repository.ts';

/** Bytes; a phone's photograph or a scanned list fits. */
const maxEvidenceSize = 10 * 1024 * 1024;

/** Keeps a picture or a document beside a submission. What it is, its own bytes say. */
export const attachFile = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    name: z.string().trim().min(1).max(120),
    content: z.instanceof(Uint8Array),
  }),
  async prepare({ actor }, { name, content }) {
    if (content.length === 0) throw new HuibaoError('file.empty');
    if (content.length > maxEvidenceSize)
      throw new HuibaoError('file.too_large', { megabytes: maxEvidenceSize / 1024 / 1024 });
    try {
      return await readEvidence(content, String(actor.tenantId));
    } catch (error) {
      throw error instanceof DocumentError ? new HuibaoError(error.code, { name }) : error;
    }
  },
  async run({ trx, actor, now, audit }, { submissionId, name: given, content }, mediaType) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'share');
    requireEditable(submission, now);
    const id = uuid();
    const name = harmlessName(given, mediaType);
    const file = {
      id,
      name,
      mediaType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
    };
    await insertFile(trx, actor.tenantId, submission, file, actor.userId, now);
    audit({ action: 'file.attached', subject: id, detail: { submission: submissionId, size: content.length } });
    return { id, name, mediaType, size: content.length };
  },
});
