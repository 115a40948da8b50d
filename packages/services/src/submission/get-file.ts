import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getFileContent } from './file.repository.ts';

export const getFile = defineQuery({
  permission: 'file.read',
  input: z.object({ fileId: z.uuid() }),
  run: ({ trx, actor }, { fileId }) => getFileContent(trx, actor.tenantId, fileId),
});
