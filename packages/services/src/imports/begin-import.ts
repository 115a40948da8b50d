import type { StreamedFile } from '@huibao/documents/streamed-file';
import { bulkLimits } from '@huibao/documents/bulk';
import { HuibaoError } from '@huibao/domain';
import { nameTrace } from '@huibao/tracing';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { insertImport, stopUnaccepted } from './import.repository.ts';

/** Takes a file in; that it is read, and by whom, waits for nobody: a worker does it. */
export const beginImport = defineMutation({
  permission: 'submission.import',
  input: z.object({
    collectionId: z.uuid(),
    name: z.string().trim().min(1).max(255),
    content: z.custom<StreamedFile>((given) => typeof given === 'object' && given !== null && 'pieces' in given),
  }),
  async prepare({ ctx, actor }, { content }) {
    if (content.size === 0) throw new HuibaoError('workbook.empty');
    if (content.size > bulkLimits.fileBytes) throw new HuibaoError('workbook.too_large');
    await ctx.blobs.keep(actor.tenantId, content);
  },
  async run(scope, { collectionId, name, content: { sha256, size } }) {
    const { trx, actor, now, audit } = scope;
    await getCollection(trx, actor.tenantId, collectionId);
    await stopUnaccepted(trx, actor.tenantId, collectionId, now);
    const id = uuid();
    await insertImport(trx, actor.tenantId, { id, collectionId, fileName: name, sha256 }, actor.userId, now);
    await enqueue(scope, {
      workflow: 'import',
      workflowId: `import/${actor.tenantId}/${id}/read`,
      signal: null,
      payload: { tenantId: actor.tenantId, importId: id, step: 'read', ...nameTrace() },
    });
    audit({ action: 'import.begun', subject: id, detail: { collection: collectionId, size, sha256 } });
    return { importId: id };
  },
});
