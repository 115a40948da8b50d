import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { readWorkerConfig, servicesOptionsOf } from '@huibao/config';
import {
  connectRelay,
  createLog,
  createServices,
  measureOutbox,
  relayOnce,
  tellFailure,
  warmUpReading,
  type OutboxRow,
} from '@huibao/services';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './activities.ts';
import { issueEditions } from './issue-editions.ts';
import { isTemporalAway, sendToTemporal } from './send-to-temporal.ts';
import { findWorkflowBundle } from './workflow-bundle.ts';

const config = readWorkerConfig();
const workflowBundle = findWorkflowBundle(config.WORKER_BUILD_DIR);
const log = createLog('worker');
const now = (): Date => new Date();
const services = createServices({
  ...servicesOptionsOf(config),
  report: (error) => log.error(error),
  maxConnections: 4,
});
const relayDb = connectRelay(config.DATABASE_RELAY_URL);
const stopping = new AbortController();
const state = { temporal: 'away' as 'away' | 'connected' };
Runtime.install({
  shutdownSignals: [],
  logger: {
    log: () => undefined,
    trace: () => undefined,
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => log.warn(message),
    error: (message) => log.error(message),
  },
});

/** With what waits in the outbox; null while the database is away, which is no fault of this process. */
const health = createServer((_request, response) => {
  void measureOutbox(relayDb)
    .catch(() => null)
    .then((outbox) => {
      const body = JSON.stringify({ status: 'ok', ...state, outbox, auditHeads: services.auditHeads.state() });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    });
}).listen(config.WORKER_PORT, '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

/** Waits; stopping ends the wait, which is no failure. */
async function rest(milliseconds: number): Promise<void> {
  await pause(milliseconds, undefined, { signal: stopping.signal }).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
}

/** Repeats a job until the process stops; a failure is logged, and tried again after a pause. */
async function keepDoing(what: string, job: () => Promise<void>): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await job();
    } catch (error) {
      log.warn({ reason: tellFailure(error).message }, `${what} stopped, trying again`);
    }
    await rest(2000);
  }
}

async function runWorker(): Promise<void> {
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  try {
    const worker = await Worker.create({
      connection,
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      workflowBundle: { codePath: workflowBundle },
      activities: createActivities(services, now),
      maxConcurrentActivityTaskExecutions: 8,
      shutdownGraceTime: '5 seconds',
    });
    state.temporal = 'connected';
    log.info('workflows are running');
    const stop = (): void => worker.shutdown();
    stopping.signal.addEventListener('abort', stop, { once: true });
    await worker.run();
    stopping.signal.removeEventListener('abort', stop);
  } finally {
    state.temporal = 'away';
    await connection.close();
  }
}

async function runRelay(): Promise<void> {
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS, connectTimeout: '5 seconds' });
  try {
    const send = sendToTemporal(
      new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
      config.TEMPORAL_TASK_QUEUE,
      now,
    );
    let isAway = false;
    const sendOrTell = async (row: OutboxRow): Promise<void> => {
      await send(row).catch((error: unknown) => {
        isAway = isTemporalAway(error);
        log.warn(
          {
            workflowId: row.workflowId,
            signal: row.signal,
            reason: tellFailure(error).message,
          },
          'Temporal did not take a message, it stays in the outbox',
        );
        throw error;
      });
    };
    // Over a connection of its own each time: one that has no other end any more looks like any other.
    while (!stopping.signal.aborted && !isAway) {
      const sent = await relayOnce(relayDb, { send: sendOrTell, isAway: isTemporalAway, now });
      if (sent === 0) await rest(1000);
    }
  } finally {
    await connection.close();
  }
}

async function runCalendar(): Promise<void> {
  await issueEditions(services, now);
  await rest(6 * 3_600_000);
}

/** Often what was annulled, and now and then what nothing has pointed at for a day. */
async function runBlobs(): Promise<void> {
  for (let round = 0; !stopping.signal.aborted; round += 1) {
    await services.blobs.eraseAsked();
    if (round % 360 === 0) {
      const swept = await services.blobs.sweep(86_400);
      if (swept > 0) log.info({ swept }, 'files that nothing points at are gone');
    }
    await rest(10_000);
  }
}

warmUpReading();
await Promise.all([
  keepDoing('the worker', runWorker),
  keepDoing('the relay', runRelay),
  keepDoing('the calendar', runCalendar),
  keepDoing('the sweep of files', runBlobs),
]);
health.close();
await Promise.all([services.close(), relayDb.destroy()]);
