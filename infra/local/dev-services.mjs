import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCommand, say, Complaint } from './complaint.mjs';
import { startServers } from './embedded.mjs';
import { holderOf, takeLock } from './lock.mjs';
import { endOrphans, endProcess } from './orphans.mjs';
import { home, makeHome } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { productEnvironment } from './product-environment.mjs';
import { keepSecrets } from './secrets.mjs';
import { createSupervisor, logFile } from './supervisor.mjs';
import { findTemporal, findTemporalTestServer } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';
import { tail } from './run.mjs';

// PostgreSQL and Temporal in the background, for whoever runs api, worker, web or a single test by hand:
//   node infra/local/dev-services.mjs          starts them (or finds them running), prints the path of an env file
//   node infra/local/dev-services.mjs stop     stops them, the data kept
const place = home('dev');
const environmentFile = join(place.folder, 'env');

const commands = {
  start: async () => {
    await start();
    say(`set -a; . ${environmentFile}; set +a`);
  },
  stop: async () => {
    const holder = holderOf(place.lock);
    if (holder) await endProcess(holder, 30_000);
    say(holder ? 'Stopped.' : 'Nothing was running.');
  },
  keep,
};

await runCommand(async () => {
  const command = commands[process.argv[2] ?? 'start'];
  if (!command) throw new Complaint('Say start or stop.');
  await command();
});

async function start() {
  makeHome(place);
  if (!holderOf(place.lock)) {
    rmSync(environmentFile, { force: true });
    const log = openSync(logFile(place, 'dev-services'), 'w', 0o600);
    spawn(process.execPath, [fileURLToPath(import.meta.url), 'keep'], {
      detached: true,
      stdio: ['ignore', log, log],
    }).unref();
    await sleep(500);
  }
  while (!existsSync(environmentFile)) {
    if (!holderOf(place.lock))
      throw new Complaint(`The services did not start: ${tail(readFileSync(logFile(place, 'dev-services'), 'utf8'))}`);
    await sleep(200);
  }
}

/** The background process itself. */
async function keep() {
  const lock = takeLock(place.lock);
  if ('holder' in lock) return;
  await endOrphans(place);
  const supervisor = createSupervisor(place);
  const isOver = new Promise((resolve) => ['SIGTERM', 'SIGINT', 'SIGHUP'].forEach((name) => process.on(name, resolve)));
  try {
    const programs = await alone('tools', async () => {
      await prepareToolchain();
      return { temporal: await findTemporal(), testServer: await findTemporalTestServer() };
    });
    const ports = await choosePorts(place.folder, {
      postgres: 4810,
      temporal: 4811,
      api: 4812,
      worker: 4813,
      web: 4814,
    });
    const secrets = keepSecrets(place.folder);
    const servers = await startServers({
      home: place,
      supervisor,
      ports,
      secrets,
      temporalProgram: programs.temporal,
      isDurable: false,
      mayUseGiven: false,
    });
    const environment = {
      ...productEnvironment({ ...servers, ports, home: place, secrets }),
      TEST_DATABASE_URL: servers.databaseUrl,
      TEMPORAL_TEST_SERVER: programs.testServer,
      PATH: toolEnvironment().PATH,
    };
    writeFileSync(
      environmentFile,
      Object.entries(environment)
        .map(([name, value]) => `${name}='${value}'\n`)
        .join(''),
      { mode: 0o600 },
    );
    say(`Running; ${node} is the product's Node.`);
    await isOver;
  } finally {
    await supervisor.stop();
    rmSync(environmentFile, { force: true });
    lock.release();
  }
}
