import '@huibao/config/production';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { readWorkerConfig, servicesOptionsOf, temporalOptionsOf } from '@huibao/config';
import { localDate } from '@huibao/domain';
import {
  announceProcess,
  checkChains,
  connectRelay,
  createLog,
  createServices,
  noteSizes,
  practiseImporting,
  relayOnce,
  tidy,
  tellFailure,
  watchSchema,
  type OutboxRow,
} from '@huibao/services';
import { answerProbe, createMetrics, drainable, measureServices, serveMetrics, stopOnSignals } from '@huibao/serving';
import { startTracing } from '@huibao/tracing';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './activities.ts';
import { ensureSchedule } from './ensure-schedule.ts';
import { issueEditions } from './issue-editions.ts';
import { readinessOf } from './readiness.ts';
import { measureWorker } from './measure-worker.ts';
import { isTemporalAway, sendToTemporal } from './send-to-temporal.ts';
import { findWorkflowBundle } from './workflow-bundle.ts';

const config = readWorkerConfig();
const workflowBundle = findWorkflowBundle(config.WORKER_BUILD_DIR);
const log = createLog('worker');
const tracing = await startTracing('worker', config.OTEL_EXPORTER_OTLP_ENDPOINT);
const now = (): Date => new Date();
const services = createServices({
  ...servicesOptionsOf(config),
  report: (error) => log.error(error),
  maxConnections: 4,
});
const relayDb = connectRelay(config.DATABASE_RELAY_URL);
const stopping = new AbortController();
const state = {
  temporal: 'away' as 'away' | 'connected',
  /** Under way. */
  activities: (): number => 0,
};
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

/** Null until this worker has checked some: another one may have. */
let brokenChains: number | null = null;
const retention = { notices: config.KEEP_NOTICES_DAYS, messages: config.KEEP_MESSAGES_DAYS };
const byNight = {
  tidy: () => tidy(services, relayDb, retention, now),
  checkChains: async (weekday: number) => {
    const found = await checkChains(services, weekday, now);
    brokenChains = found.broken.length;
    return found;
  },
};

/** Work goes on until this is aborted: a migration that breaks this code may come while it runs. */
let shift = new AbortController();
const schema = watchSchema(services, (fits, { code, database, missing, breaking, shards }) => {
  if (fits) {
    shift = new AbortController();
    log.info({ code, database }, 'code and schema fit');
  } else {
    shift.abort();
    log.error({ code, database, missing, breaking, shards }, 'code and schema do not fit: no work is done');
  }
  announced.again();
});
const mayWork = (): boolean => !stopping.signal.aborted && schema.fits();

const probes = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://worker');
  const told = { isStopping: stopping.signal.aborted, temporal: state.temporal };
  void answerProbe(pathname, response, () =>
    readinessOf(services, relayDb, schema, { stateDir: config.STATE_DIR, now }, told),
  ).then((isProbe) => isProbe || response.writeHead(404).end());
});
const draining = drainable(probes);
const metrics = createMetrics(log);
measureServices(metrics, services, schema);
measureWorker(metrics, services, relayDb, {
  temporal: () => state.temporal,
  brokenChains: () => brokenChains,
  activities: () => state.activities(),
  stateDir: config.STATE_DIR,
  now,
});
const announced = announceProcess(
  services,
  {
    kind: 'worker',
    release: config.RELEASE,
    code: () => schema.fit()?.code ?? null,
    checks: async () => {
      const told = { isStopping: stopping.signal.aborted, temporal: state.temporal };
      const { checks } = await readinessOf(services, relayDb, schema, { stateDir: config.STATE_DIR, now }, told);
      return { ...checks, chains: !brokenChains };
    },
    onFailure: (reason) => log.warn({ reason }, 'this process could not say how it does'),
  },
  now,
);
if (config.METRICS_PORT) serveMetrics(metrics, config.METRICS_PORT, config.BIND_ADDRESS);
probes.listen(config.WORKER_PORT, config.BIND_ADDRESS);

/** Waits; stopping ends the wait, which is no failure. */
async function rest(milliseconds: number): Promise<void> {
  await pause(milliseconds, undefined, { signal: stopping.signal }).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
}

/** Repeats a job until the process stops; a failure is logged, and tried again after a pause. */
async function keepDoing(what: string, job: () => Promise<void>): Promise<void> {
  while (!stopping.signal.aborted) {
    if (!schema.fits()) {
      await rest(200);
      continue;
    }
    try {
      await job();
    } catch (error) {
      log.warn({ reason: tellFailure(error).message }, `${what} stopped, trying again`);
    }
    await rest(2000);
  }
}

async function runWorker(): Promise<void> {
  const connection = await NativeConnection.connect(temporalOptionsOf(config));
  try {
    const worker = await Worker.create({
      connection,
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      workflowBundle: { codePath: workflowBundle },
      activities: createActivities(services, { log, tell: metrics.tellActivity, now, byNight }),
      maxConcurrentActivityTaskExecutions: 8,
      shutdownGraceTime: '5 seconds',
    });
    state.temporal = 'connected';
    announced.again();
    state.activities = () => worker.getStatus().numInFlightActivities;
    log.info('workflows are running');
    const over = AbortSignal.any([stopping.signal, shift.signal]);
    const run = worker.run();
    if (over.aborted) worker.shutdown();
    else over.addEventListener('abort', () => worker.getState() === 'RUNNING' && worker.shutdown(), { once: true });
    await run;
  } finally {
    state.temporal = 'away';
    announced.again();
    await connection.close();
  }
}

async function runRelay(): Promise<void> {
  const connection = await Connection.connect({ ...temporalOptionsOf(config), connectTimeout: '5 seconds' });
  try {
    const send = sendToTemporal(
      new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
      config.TEMPORAL_TASK_QUEUE,
      now,
    );
    await ensureSchedule(new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }), config.TEMPORAL_TASK_QUEUE);
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
    while (mayWork() && !isAway) {
      const sent = await relayOnce(relayDb, { send: sendOrTell, isAway: isTemporalAway, now });
      if (sent === 0) await rest(1000);
    }
  } finally {
    await connection.close();
  }
}

/** How big everything is on this day, by whichever worker is first. */
async function runSizes(): Promise<void> {
  await noteSizes(services.watchDb, localDate(now()));
  await rest(3_600_000);
}

async function runCalendar(): Promise<void> {
  await issueEditions(services, now);
  await rest(6 * 3_600_000);
}

/** Often what was annulled, and now and then what nothing has pointed at for a day. */
async function runBlobs(): Promise<void> {
  for (let round = 0; mayWork(); round += 1) {
    await services.blobs.eraseAsked();
    if (round % 360 === 0) {
      const swept = await services.blobs.sweep(86_400);
      if (swept > 0) log.info({ swept }, 'files that nothing points at are gone');
    }
    await rest(10_000);
  }
}

const working = Promise.all([
  practiseImporting().catch((error: unknown) => log.warn({ reason: tellFailure(error).message }, 'practice failed')),
  keepDoing('the worker', runWorker),
  keepDoing('the relay', runRelay),
  keepDoing('the calendar', runCalendar),
  keepDoing('the note of sizes', runSizes),
  keepDoing('the sweep of files', runBlobs),
]);
stopOnSignals({
  draining,
  drainSeconds: config.DRAIN_SECONDS,
  endWork: async () => {
    stopping.abort();
    await working;
  },
  release: async () => {
    schema.close();
    await announced.close();
    await Promise.all([services.close(), relayDb.destroy(), tracing.stop()]);
  },
  left: () => ({ activities: state.activities(), connections: services.pools() }),
  log,
});
await working;
