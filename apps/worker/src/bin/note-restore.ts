// After PostgreSQL was restored to an earlier moment, before anybody works (docs/operations.md):
//   node apps/worker/src/bin/note-restore.ts --to 2026-06-30T09:14:00+08:00 --by 王工
// Notes it in every tenant's audit chain, has the workflows of what stands begin anew, and ends those of what is gone.
import { parseArgs } from 'node:util';
import { readWorkerConfig, servicesOptionsOf, temporalOptionsOf } from '@huibao/config';
import { HuibaoError } from '@huibao/domain';
import { createServices, listTenantIds, runUseCase, systemActor, useCases } from '@huibao/services';
import { Client, Connection } from '@temporalio/client';
import { endGone } from '../end-gone.ts';

const { values } = parseArgs({ options: { to: { type: 'string' }, by: { type: 'string' } } });
const to = new Date(values.to ?? '');
const by = values.by?.trim() ?? '';
const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(values.to ?? '');
const now = (): Date => new Date();
if (Number.isNaN(to.getTime()) || !hasZone || to > now() || by === '') {
  console.error(
    'Usage: node apps/worker/src/bin/note-restore.ts --to <the moment restored to, past, with its zone: 2026-06-30T09:14:00+08:00> --by <who restored it>',
  );
  process.exit(2);
}

const config = readWorkerConfig();
const services = createServices({ ...servicesOptionsOf(config), maxConnections: 2 });
const connection = await Connection.connect({ ...temporalOptionsOf(config), connectTimeout: '5 seconds' });
try {
  const totals = { tenants: 0, lostHeads: 0, begunAnew: 0 };
  for (const tenantId of await listTenantIds(services.authDb)) {
    const actor = { ...(await systemActor(services.authDb, tenantId, now)), userName: by };
    try {
      const noted = await runUseCase(services, actor, useCases.noteRestoration, { to: to.toISOString() });
      if (noted.isNoted) totals.tenants += 1;
      totals.lostHeads += noted.lostHeads;
      totals.begunAnew += noted.begunAnew;
    } catch (error) {
      if (!(error instanceof HuibaoError)) throw error;
      console.error(`tenant ${tenantId}: ${error.code} ${JSON.stringify(error.params)}`);
      process.exitCode = 1;
    }
  }
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const ended = await endGone(client, config.TEMPORAL_TASK_QUEUE, services, now);
  console.log(
    `Restored to ${to.toISOString()}: noted in ${totals.tenants} chains, which explains ${totals.lostHeads} heads of entries that are gone; ` +
      `${totals.begunAnew} workflows begin anew as the worker starts, ${ended} of what is gone were ended.`,
  );
} finally {
  await connection.close();
  await services.close();
}
