import { readAsTenant } from '@huibao/db';
import { DocumentError, readEvidence } from '@huibao/documents';
import type { StreamedFile } from '@huibao/documents/streamed-file';
import { HuibaoError, mostFileMegabytes } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { auditAlone } from '../audit/audit-alone.ts';
import { requireRoom } from '../quotas/require-room.ts';
import { defineMutation } from '../use-case.ts';
import { insertFile } from './file.repository.ts';
import { harmlessName } from './harmless-name.ts';
import { requireEditable } from './require-editable.ts';
import { getSubmission, lockSubmission } from './submission.repository.ts';

const maxEvidenceSize = mostFileMegabytes * 1024 * 1024;

/** Keeps a picture or a document beside a submission. What it is, its own bytes say. */
export const attachFile = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    name: z.string().trim().min(1).max(255),
    content: z.custom<StreamedFile>((given) => typeof given === 'object' && given !== null && 'pieces' in given),
  }),
  /** It is gone through, then kept; whose submission takes no more isn't asked to wait for that. */
  async prepare({ ctx, actor }, { submissionId, name, content }) {
    if (content.size === 0) throw new HuibaoError('file.empty');
    if (content.size > maxEvidenceSize) throw new HuibaoError('file.too_large', { megabytes: mostFileMegabytes });
    const { tenantId } = actor;
    await readAsTenant(ctx.db, actor, async (trx) => {
      requireEditable(await getSubmission(trx, tenantId, submissionId), actor.now());
    });
    // The limit is the whole tenant's; who uploads sees their own unit's files.
    const near = await readAsTenant(ctx.db, { ...actor, units: null }, (trx) =>
      requireRoom(trx, tenantId, { evidence_bytes: content.size }, actor.now()),
    );
    try {
      const mediaType = await readEvidence(content, String(tenantId));
      const found = (await ctx.scanner?.scan(content)) ?? null;
      if (found !== null) {
        await auditAlone(ctx, actor, {
          action: 'file.infected',
          subject: submissionId,
          detail: { found, sha256: content.sha256 },
          outcome: 'refused',
        });
        throw new HuibaoError('file.infected', { name, found });
      }
      await ctx.blobs.keep(tenantId, content);
      return { mediaType, near: near.find(({ quota }) => quota === 'evidence_bytes') ?? null };
    } catch (error) {
      throw error instanceof DocumentError ? new HuibaoError(error.code, { name }) : error;
    }
  },
  async run({ trx, actor, now, audit }, { submissionId, name: given, content }, { mediaType, near }) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'share');
    requireEditable(submission, now);
    const id = uuid();
    const name = harmlessName(given, mediaType);
    const { size, sha256 } = content;
    await insertFile(trx, actor.tenantId, submission, { id, name, mediaType, size, sha256 }, actor.userId, now);
    audit({ action: 'file.attached', subject: id, detail: { submission: submissionId, size } });
    return { id, name, mediaType, size, near };
  },
});
