import { HuibaoError } from '@huibao/domain';
import { nameTrace } from '@huibao/tracing';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { lockImport, updateImport } from './import.repository.ts';
import { measureImport } from './import-form.repository.ts';

/** What was previewed is written from now on, by a worker, form by form. */
export const acceptImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async run(scope, { importId }) {
    const { trx, actor, now, audit } = scope;
    const one = await lockImport(trx, actor.tenantId, importId, 'update');
    // Said twice by an impatient hand, it is under way.
    if (one.state === 'running') return;
    if (one.state !== 'read') throw new HuibaoError('import.not_read');
    const { added, changed, forms } = await measureImport(trx, actor.tenantId, importId);
    if (added + changed === 0) throw new HuibaoError('import.nothing_to_write');
    const { userId, role } = actor;
    await updateImport(trx, actor.tenantId, importId, { state: 'running', accepted: { userId, role, at: now } });
    await enqueue(scope, {
      workflow: 'import',
      workflowId: `import/${actor.tenantId}/${importId}/write`,
      signal: null,
      payload: { tenantId: actor.tenantId, importId, step: 'write', ...nameTrace() },
    });
    audit({
      action: 'import.accepted',
      subject: importId,
      detail: { collection: one.collectionId, forms, added, changed },
    });
  },
});
