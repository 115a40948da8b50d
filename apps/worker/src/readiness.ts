import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { measureOutbox, type Context, type RelayDatabase, type SchemaWatch } from '@huibao/services';
import { succeeds, type Readiness } from '@huibao/serving';

/** A message that was never refused and still waits after so many minutes isn't waiting its turn. */
const oldestMinutes = 15;
/** Bytes that must be left where the heads of the audit are written. */
const leastSpace = 64 * 1024 * 1024;

export interface WorkerState {
  readonly isStopping: boolean;
  readonly temporal: 'away' | 'connected';
}

export async function readinessOf(
  services: Context,
  relayDb: RelayDatabase,
  schema: Pick<SchemaWatch, 'fit' | 'fits'>,
  { stateDir, now }: { readonly stateDir: string; readonly now: () => Date },
  state: WorkerState,
): Promise<Readiness> {
  const asked = measureOutbox(relayDb);
  const [database, disk] = await Promise.all([succeeds(asked), succeeds(requireSpace(stateDir))]);
  const outbox = database ? await asked : null;
  const age = outbox?.oldestAt ? now().getTime() - Date.parse(outbox.oldestAt) : 0;
  const { code, database: applied } = schema.fit() ?? { code: null, database: null };
  return {
    checks: {
      running: !state.isStopping,
      database,
      schema: schema.fits(),
      temporal: state.temporal === 'connected',
      outbox: age < oldestMinutes * 60_000,
      disk,
    },
    about: {
      schema: { code, database: applied },
      temporal: state.temporal,
      outbox,
      auditHeads: services.auditHeads.state(),
    },
  };
}

async function requireSpace(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < leastSpace) throw new Error('the disk of STATE_DIR is full');
}
