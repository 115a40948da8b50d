import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import type { KeptFile } from '../blobs/kept-file.ts';
import { getKeptFile } from './file.repository.ts';

export const getFile = defineQuery({
  permission: 'file.read',
  input: z.object({ fileId: z.uuid() }),
  async run({ trx, actor: { tenantId } }, { fileId }): Promise<KeptFile> {
    const { name, mediaType, sha256 } = await getKeptFile(trx, tenantId, fileId);
    return { name, mediaType, blob: { tenantId, sha256 } };
  },
});
