import { join } from 'node:path';
import { Complaint, runCommand, say } from './complaint.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, removeFolder, root } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { startProduct } from './product.mjs';
import { run } from './run.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

// Every page of the platform, a city, a province and the public, with 2 800 bureaus in the database; a quarter of an
// hour and 30 GB of disk.
//   npm run bench:country
//   … -- --only published   pages and jobs with this in their name
//   … -- --figures 30       what schools filled in of so many cities alone, the rest of all: some minutes less
//   … -- --runs 5           how often each page is asked for once it is warm; 20 unless said
//   … -- --keep             the product stays up afterwards, until Ctrl-C
const place = home('bench-country');
const args = process.argv.slice(2).filter((arg) => arg !== '--keep');

await runCommand(async () => {
  makeHome(place);
  const lock = takeLock(place.lock);
  // Two at once would measure each other.
  if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is measuring already: wait for it.`);
  const supervisor = createSupervisor(place);
  const stop = async () => {
    await supervisor.stop();
    removeData(place);
    // Heads of this database's chains would be missed in the next one.
    removeFolder(place.heads);
    lock.release();
  };
  onInterruption({ stop, killAll: supervisor.killAll, exitCode: 130 });
  try {
    await endOrphans(place);
    removeData(place);
    const temporalProgram = await alone('tools', async () => {
      await prepareToolchain();
      return findTemporal();
    });
    const names = ['postgres', 'temporal', 'api', 'worker', 'web', 'api-metrics', 'worker-metrics'];
    const ports = await choosePorts(place.folder, Object.fromEntries(names.map((name) => [name, undefined])));
    const options = { home: place, supervisor, ports, temporalProgram, isDurable: false, mayUseGiven: false };
    const { address, environment } = await startProduct(options);
    const metrics = ['api', 'worker'].map((name) => `http://127.0.0.1:${ports[`${name}-metrics`]}/metrics`);
    const { code } = await run(
      node,
      [
        'packages/benchmark/src/bin/bench-country.ts',
        ...args,
        ...metrics.flatMap((url) => ['--metrics', url]),
        '--pids',
        JSON.stringify(supervisor.pids()),
      ],
      { cwd: root, env: toolEnvironment(environment), echo: true, record: { home: place, name: 'country' } },
    );
    if (process.argv.includes('--keep')) {
      say(
        `The product stays at ${address} until Ctrl-C; its environment is in ${join(place.folder, 'environment.json')}.`,
      );
      await new Promise(() => setInterval(() => undefined, 60_000));
    }
    return code ?? 1;
  } finally {
    await stop();
  }
});
