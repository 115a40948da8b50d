import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockImport, updateImport } from './import.repository.ts';
import { measureImport } from './import-form.repository.ts';

/** Goes no further with a file, whether it is being read, looked at or written: what is written stays so. */
export const stopImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async run({ trx, actor, now, audit }, { importId }) {
    const { state } = await lockImport(trx, actor.tenantId, importId, 'update');
    if (state === 'stopped') return;
    if (state === 'done' || state === 'failed') throw new HuibaoError('import.not_read');
    await updateImport(trx, actor.tenantId, importId, { state: 'stopped', endedAt: now });
    const { written } = await measureImport(trx, actor.tenantId, importId);
    audit({ action: 'import.stopped', subject: importId, detail: { written } });
  },
});
