import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildWeb, buildWorkflows } from './app-builds.mjs';
import { Complaint } from './complaint.mjs';
import { root, readJson } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { databaseUrl, postgresService } from './postgres.mjs';
import { forgetProcess, recordProcess } from './process-record.mjs';
import { migrateDatabase } from './product.mjs';
import { productEnvironment } from './product-environment.mjs';
import { readinessOf, saysReady } from './readiness.mjs';
import { run } from './run.mjs';
import { keepSecrets } from './secrets.mjs';
import { emptySmallDisk, fillSmallDisk, mountSmallDisk } from './small-disk.mjs';
import { temporalService } from './temporal.mjs';
import { node, toolEnvironment } from './toolchain.mjs';
import { createWire } from './wire.mjs';

/**
 * Whose way to whom can be broken, by names that packages/benchmark/src/faults/machine.ts repeats; what leads to
 * several is a wire to each, and they break together.
 * @param {string[]} apiNames
 */
const wiresTo = (apiNames) => ({
  'client-api': apiNames,
  'api-database': ['postgres'],
  'worker-database': ['postgres'],
  'worker-temporal': ['temporal'],
});

/**
 * The product's parts as processes of their own that are started again when they fall, with a wire between any two that
 * talk. The people are a program of packages/benchmark, which asks for faults over Node's channel to a child.
 *
 * @param {{ home: import('./place.mjs').Home, supervisor: ReturnType<import('./supervisor.mjs').createSupervisor>,
 *   temporalProgram?: string, workers: number, apis?: number, webs?: number, disk?: number }} options without workers
 *   there is no Temporal either; each web asks the api of its number, and without webs people ask the apis; disk:
 *   megabytes that the database has
 */
export async function startMachine({ home, supervisor, temporalProgram, workers, apis = 1, webs = 0, disk }) {
  const named = (kind, count) => Array.from({ length: count }, (_, n) => `${kind}-${n + 1}`);
  const [apiNames, webNames, workerNames] = [named('api', apis), named('web', webs), named('worker', workers)];
  const wires = wiresTo(apiNames);
  const wireNames = Object.entries(wires).flatMap(([name, targets]) => targets.map((target) => `${name} ${target}`));
  const names = ['postgres', 'temporal', 'api', 'web', ...apiNames, ...webNames, ...workerNames, ...wireNames];
  const ports = await choosePorts(home.folder, Object.fromEntries(names.map((name) => [name, undefined])));
  const secrets = keepSecrets(home.folder);
  const password = secrets.databasePassword;
  const environmentBy = ({ database, temporal, own }) => ({
    ...productEnvironment({
      databaseUrl: databaseUrl({ port: database, password }),
      temporalAddress: `127.0.0.1:${temporal}`,
      ports: { ...ports, ...own },
      home,
      secrets,
    }),
  });
  // What commits must outlive a kill: as durable as an installation's.
  const database = await postgresService({ home, port: ports.postgres, password, isDurable: true, makesDemo: false });
  if (disk && !(await mountSmallDisk(home, disk)))
    throw new Complaint('A full disk is tried on one of its own, which only root may mount.');
  await Promise.all([
    supervisor.run(database),
    workers > 0 &&
      supervisor.run(temporalService({ program: temporalProgram, folder: home.folder, port: ports.temporal })),
  ]);
  await migrateDatabase(home, environmentBy({ database: ports.postgres, temporal: ports.temporal }));
  const joined = new Map();
  for (const [name, targets] of Object.entries(wires))
    joined.set(
      name,
      await Promise.all(
        targets.map((target) => createWire({ port: ports[`${name} ${target}`], target: ports[target] })),
      ),
    );

  const part = (name, program, environment, cwd = root) => ({
    name,
    command: node,
    args: [program],
    env: toolEnvironment(environment),
    cwd,
    isReady: () => saysReady(ports[name]),
  });
  const builds = {
    ...(workers > 0 ? { WORKER_BUILD_DIR: await buildWorkflows() } : {}),
    ...(webs > 0 ? { WEB_BUILD_DIR: await buildWeb() } : {}),
  };
  const asked = { database: ports['api-database postgres'], temporal: ports.temporal };
  const wayTo = (api) => `http://127.0.0.1:${ports[`client-api ${api}`]}`;
  const parts = [
    ...apiNames.map((name) =>
      part(name, 'apps/api/src/main.ts', environmentBy({ ...asked, own: { api: ports[name] } })),
    ),
    ...webNames.map((name, n) =>
      part(
        name,
        'server.mjs',
        { ...environmentBy(asked), ...builds, WEB_PORT: String(ports[name]), API_URL: wayTo(apiNames[n]) },
        join(root, 'apps/web'),
      ),
    ),
    ...workerNames.map((name) =>
      part(name, 'apps/worker/src/main.ts', {
        ...environmentBy({
          database: ports['worker-database postgres'],
          temporal: ports['worker-temporal temporal'],
          own: { worker: ports[name] },
        }),
        ...builds,
      }),
    ),
  ];
  const started = Promise.all(parts.map((one) => supervisor.run(one)));
  started.catch(() => undefined);

  const pidOf = (name) => readJson(home.processes)?.[name]?.pid;
  const answers = {
    started: () => started.then(() => null),
    /** Where people ask, by turns. */
    doors: () => (webs > 0 ? webNames.map((name) => `http://127.0.0.1:${ports[name]}`) : apiNames.map(wayTo)),
    kill: ({ parts }) => {
      for (const pid of parts.map(pidOf)) if (pid) process.kill(pid, 'SIGKILL');
      return null;
    },
    /** SIGTERM; how it ended, and after how many milliseconds. */
    end: async ({ part: name }) => {
      const begun = performance.now();
      const pid = pidOf(name);
      process.kill(pid, 'SIGTERM');
      while (pidOf(name) === pid) await pause(20);
      return { how: supervisor.ends()[name], milliseconds: performance.now() - begun };
    },
    /** Which parts aren't ready. */
    away: async () => {
      const ready = await Promise.all(parts.map((one) => one.isReady()));
      return parts.flatMap(({ name }, n) => (ready[n] ? [] : [name]));
    },
    fillDisk: () => fillSmallDisk(home),
    emptyDisk: () => emptySmallDisk(home),
    wire: ({ name, fault }) => {
      for (const wire of joined.get(name)) wire.set(fault);
      return null;
    },
    /** What each worker says of itself; null of one that doesn't answer. */
    workers: () => Promise.all(workerNames.map((name) => readinessOf(ports[name]))),
    /** Megabytes of each part's own process. */
    memory: () =>
      Object.fromEntries([...apiNames, ...workerNames].map((name) => [name, residentMegabytes(pidOf(name))])),
    workflows: async ({ type }) => {
      const asked = ['workflow', 'count', '--address', `127.0.0.1:${ports.temporal}`, '--output', 'json'];
      const { stdout } = await run(temporalProgram, [...asked, '--query', `WorkflowType='${type}'`], {
        env: toolEnvironment({ HOME: home.folder }),
      });
      return Number(JSON.parse(stdout).count ?? 0);
    },
  };

  return {
    /**
     * Runs the people against it.
     * @param {{ script: string, args: string[], echo: boolean }} options
     * @returns {Promise<{ code: number | null, output: string, outcome?: { passed: number, failed: number } }>}
     */
    async serve({ script, args, echo }) {
      const direct = environmentBy({ database: ports.postgres, temporal: ports.temporal });
      const child = spawn(node, [`packages/benchmark/src/bin/${script}.ts`, ...args], {
        cwd: root,
        env: toolEnvironment(direct),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        detached: true,
      });
      recordProcess(home, script, child.pid);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (text) => {
          output += text;
          if (echo) process.stdout.write(text);
        });
      }
      let outcome;
      child.on('message', ({ id, ask, outcome: told, ...asked }) => {
        if (told) outcome = told;
        else
          void Promise.resolve()
            .then(() => answers[ask](asked))
            .then(
              (answer) => child.send({ id, answer }),
              (error) => child.send({ id, failure: String(error?.message ?? error) }),
            );
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      forgetProcess(home, script);
      return { code, output, outcome };
    },
    close() {
      for (const wire of [...joined.values()].flat()) wire.close();
    },
  };
}

function residentMegabytes(pid) {
  if (!pid) return 0;
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}
