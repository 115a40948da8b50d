import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockImport, updateImport } from './import.repository.ts';
import { measureImport } from './import-form.repository.ts';

/** What a worker tried for as long as it may, and gave up. */
export const failImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async run({ trx, actor, now, audit }, { importId }) {
    const { state } = await lockImport(trx, actor.tenantId, importId, 'update');
    if (state !== 'reading' && state !== 'running') return;
    const failure = { code: 'import.gave_up', params: {} } as const;
    await updateImport(trx, actor.tenantId, importId, { state: 'failed', endedAt: now, failure });
    const { written } = await measureImport(trx, actor.tenantId, importId);
    audit({ action: 'import.failed', subject: importId, detail: { reason: failure.code, written } });
  },
});
