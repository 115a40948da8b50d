import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { count } from './tally.mjs';

/** What everybody may ask, of each process. */
const paths = { web: ['/published', '/published.data', '/trpc/publication.list'], api: ['/trpc/publication.list'] };
const clients = 12;
const mostSeconds = 15;

/**
 * Stops a product that runs while clients ask it over connections that they keep, and never rest: each request is
 * answered, or refused since nobody listens, and each part ends in order and in time.
 * @param {{ supervisor: ReturnType<import('../supervisor.mjs').createSupervisor>,
 *   product: { environment: NodeJS.ProcessEnv } }} options
 */
export async function runStopTest({ supervisor, product }) {
  const ports = { web: product.environment.WEB_PORT, api: product.environment.API_PORT };
  const asking = Object.entries(paths).flatMap(([name, asked]) =>
    Array.from({ length: clients }, (_, n) => askOn(ports[name], asked[n % asked.length])),
  );
  await pause(2000);
  const began = performance.now();
  await supervisor.stop();
  const seconds = (performance.now() - began) / 1000;
  const told = await Promise.all(asking);
  const answered = told.reduce((sum, one) => sum + one.answered, 0);
  const failed = told.flatMap((one) => one.failed);
  const ends = Object.entries(supervisor.ends()).filter(([name]) => ['web', 'api', 'worker'].includes(name));
  const checks = [
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
