import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, buildWorkflows } from './app-builds.mjs';
import { Complaint, say } from './complaint.mjs';
import { startServers } from './embedded.mjs';
import { root, writeJson } from './place.mjs';
import { productEnvironment } from './product-environment.mjs';
import { saysReady } from './readiness.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { keepSecrets } from './secrets.mjs';
import { logFile } from './supervisor.mjs';
import { node, toolEnvironment } from './toolchain.mjs';
import { madeDemo, rememberDemo } from './unfinished-demo.mjs';

/**
 * Everything that `npm start` and the browser's tests run: servers, schema, demo, api, worker, web.
 * @param {{ home: import('./place.mjs').Home, supervisor: ReturnType<import('./supervisor.mjs').createSupervisor>,
 *   ports: Record<string, number>, temporalProgram?: string, isDurable: boolean, mayUseGiven: boolean }} options
 *   mayUseGiven: DATABASE_URL and friends replace embedded parts
 * @returns {Promise<{ address: string, accounts: Record<string, unknown>[], environment: NodeJS.ProcessEnv,
 *   ports: Record<string, number> }>}
 */
export async function startProduct(options) {
  const [web, workflows, { environment, accounts }] = await settle([
    buildWeb(),
    buildWorkflows(),
    prepareData(options),
  ]);
  const { supervisor, ports } = options;
  const variables = { ...environment, WEB_BUILD_DIR: web, WORKER_BUILD_DIR: workflows };
  await settle(appServices({ variables, ports }).map((service) => supervisor.run(service)));
  return { address: environment.WEB_ORIGIN, accounts, environment, ports };
}

async function prepareData(options) {
  const environment = toolEnvironment(await startDatabase({ ...options, makesDemo: true }));
  // A database of somebody else's may be another one today than last time: only the seed itself can look.
  const isOurs = !(options.mayUseGiven && process.env.DATABASE_URL);
  const accounts = (isOurs && madeDemo(options.home)) || (await seedDemo(environment, options.home));
  if (isOurs) rememberDemo(options.home, accounts);
  return { environment, accounts };
}

/** What the product of a home runs with, for commands that join it. */
export const environmentFile = (home) => join(home.folder, 'environment.json');

/**
 * The servers, with the schema up to date.
 * @returns {Promise<Record<string, string>>} the product's variables
 */
export async function startDatabase(options) {
  const secrets = keepSecrets(options.home.folder);
  const servers = await startServers({ ...options, secrets });
  const variables = {
    ...productEnvironment({ ...servers, ...options, secrets, given: options.mayUseGiven ? process.env : {} }),
  };
  await migrateDatabase(options.home, variables);
  writeJson(environmentFile(options.home), variables);
  return variables;
}

export async function migrateDatabase(home, variables) {
  const record = { home, name: 'migrate' };
  await finish(
    'The database could not be migrated',
    'packages/db/src/bin/migrate.ts',
    toolEnvironment(variables),
    record,
  );
}

async function seedDemo(environment, home) {
  const slow = setTimeout(
    () => say('Making the demo: four years of two levels. This takes two or three minutes, once …'),
    3000,
  );
  const output = await finish('The demo could not be made', 'packages/demo/src/bin/seed-demo.ts', environment, {
    home,
    name: 'seed-demo',
  }).finally(() => clearTimeout(slow));
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

async function finish(failure, program, env, record) {
  const result = await run(node, [program], { cwd: root, env, record });
  if (result.code !== 0) {
    const log = logFile(record.home, record.name);
    writeFileSync(log, result.output, { mode: 0o600 });
    throw new Complaint(`${failure}: ${reasonIn(result.output)} (the rest is in ${log})`, tail(result.output, 40));
  }
  return result.stdout;
}

function appServices({ variables, ports }) {
  const service = (name, args, port, cwd = root) => ({
    name,
    command: node,
    args,
    // Apart from the product's other ports, and only where somebody reads them.
    env: ports[`${name}-metrics`] ? { ...variables, METRICS_PORT: String(ports[`${name}-metrics`]) } : variables,
    cwd,
    isReady: () => saysReady(port),
  });
  return [
    service('api', ['apps/api/src/main.ts'], ports.api),
    service('worker', ['apps/worker/src/main.ts'], ports.worker),
    service('web', ['server.mjs'], ports.web, join(root, 'apps/web')),
  ];
}

/** Waits for all even when one fails, so that nothing goes on starting while what runs is being stopped. */
async function settle(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
}
