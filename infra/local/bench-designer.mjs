import { join } from 'node:path';
import { prepareMachine } from './browser.mjs';
import { Complaint, runCommand } from './complaint.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, root } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { startProduct } from './product.mjs';
import { run } from './run.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

// How long a key takes in a form of a thousand cells, in the designer and in a clerk's page, in a browser.
//   npm run bench:designer               five minutes, with a product and a demo of its own
//   npm run bench:designer -- --slow     with the browser's processor slowed down four times, beside it
const place = home('bench-designer');

await runCommand(async () => {
  makeHome(place);
  const lock = takeLock(place.lock);
  // Two at once would measure each other.
  if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is measuring already: wait for it.`);
  const supervisor = createSupervisor(place);
  const stop = async () => {
    await supervisor.stop();
    removeData(place);
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
    const browser = await alone('machine', () => prepareMachine({ needsBrowser: true }));
    const names = ['postgres', 'temporal', 'api', 'worker', 'web'];
    const ports = await choosePorts(place.folder, Object.fromEntries(names.map((name) => [name, undefined])));
    const options = { home: place, supervisor, ports, temporalProgram, isDurable: false, mayUseGiven: false };
    const { address, environment } = await startProduct(options);
    const { code } = await run(node, ['measures/typing.ts', ...process.argv.slice(2)], {
      cwd: join(root, 'e2e'),
      env: toolEnvironment({ ...environment, CHROMIUM_PATH: browser, E2E_BASE_URL: address }),
      echo: true,
      record: { home: place, name: 'typing' },
    });
    return code ?? 1;
  } finally {
    await stop();
  }
});
