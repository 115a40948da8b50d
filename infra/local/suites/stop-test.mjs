import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { count } from './tally.mjs';

/** What everybody may ask, of each process. */
const paths = { web: ['/published', '/published.data', '/trpc/publication.list'], api: ['/trpc/publication.list'] };
/** By process, something of each kind that it measures. */
const measured = {
  web: ['huibao_request_duration_seconds_count{kind="page"', 'nodejs_eventloop_lag_p99_seconds'],
  api: ['huibao_request_duration_seconds_count{kind="procedure",name="publication.list"', 'huibao_pool_waiting{role='],
  worker: [
    'huibao_outbox_messages{state="waiting"}',
    'huibao_outbox_messages{state="refused"}',
    'huibao_outbox_oldest_seconds',
    'huibao_temporal_connected 1',
    'huibao_activities_running',
    'huibao_audit_heads_waiting{copy="folder"}',
    'huibao_schema_fits 1',
    'process_resident_memory_bytes',
  ],
};
const clients = 12;
const mostSeconds = 15;

/**
 * Reads a product's metrics, and stops it while clients ask it over connections that they keep, and never rest: each
 * request is answered, or refused since nobody listens, and each part ends in order and in time.
 * @param {{ supervisor: ReturnType<import('../supervisor.mjs').createSupervisor>,
 *   product: { environment: NodeJS.ProcessEnv, ports: Record<string, number> } }} options
 */
export async function runStopTest({ supervisor, product }) {
  const ports = { web: product.environment.WEB_PORT, api: product.environment.API_PORT };
  const asking = Object.entries(paths).flatMap(([name, asked]) =>
    Array.from({ length: clients }, (_, n) => askOn(ports[name], asked[n % asked.length])),
  );
  await pause(2000);
  const unmeasured = await listUnmeasured(product.ports);
  const outside = await fetch(`http://127.0.0.1:${ports.web}/metrics`);
  await outside.body?.cancel();
  const began = performance.now();
  await supervisor.stop();
  const seconds = (performance.now() - began) / 1000;
  const told = await Promise.all(asking);
  const answered = told.reduce((sum, one) => sum + one.answered, 0);
  const failed = told.flatMap((one) => one.failed);
  const ends = Object.entries(supervisor.ends()).filter(([name]) => ['web', 'api', 'worker'].includes(name));
  const checks = [
    [`not measured: ${unmeasured.join(', ')}`, unmeasured.length === 0],
    [`visitors are answered ${outside.status} where metrics might be`, outside.status === 404],
    [`of ${answered} requests ${failed.length} failed: ${[...new Set(failed)].join(', ')}`, failed.length === 0],
    [`${answered} requests were answered`, answered > 10 * told.length],
    [`everything stopped in ${seconds.toFixed(1)} s`, seconds < mostSeconds],
    ...ends.map(([name, end]) => [`${name} ended with ${end}`, end === 'exit code 0']),
  ];
  const fallen = checks.filter(([, holds]) => !holds);
  return {
    count: count({ passed: checks.length - fallen.length, failed: fallen.length }),
    output: fallen.map(([what]) => what).join('\n'),
    note: `${answered} requests, stopped in ${seconds.toFixed(1)} s`,
  };
}

async function listUnmeasured(ports) {
  const missing = [];
  for (const [name, lines] of Object.entries(measured)) {
    const text = await (await fetch(`http://127.0.0.1:${ports[`${name}-metrics`]}/metrics`)).text();
    missing.push(...lines.filter((line) => !text.includes(`\n${line}`)).map((line) => `${name} ${line}`));
  }
  return missing;
}

/** Until nobody listens any more. */
async function askOn(port, path) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const told = { answered: 0, failed: [] };
  for (;;) {
    const outcome = await ask(port, path, agent);
    if (outcome === 'ECONNREFUSED') break;
    if (outcome === 200) told.answered += 1;
    else told.failed.push(outcome);
  }
  agent.destroy();
  return told;
}

/** @returns {Promise<number | string>} the status, or the error's code */
function ask(port, path, agent) {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent }, (answer) => {
      answer.once('error', (error) => resolve(error.code)).resume();
      answer.once('end', () => resolve(answer.complete ? answer.statusCode : 'cut off'));
    }).once('error', (error) => resolve(error.code));
  });
}
