import { Complaint, runCommand } from './complaint.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, readJson, root } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { environmentFile, startDatabase } from './product.mjs';
import { run } from './run.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

const place = home('start');

/**
 * Runs a program, with what the caller was asked: in the product that runs, or else with its database, started for the
 * moment.
 * @param {string} program a path from the root
 */
export function runInProduct(program) {
  return runCommand(async () => {
    makeHome(place);
    const lock = takeLock(place.lock);
    if ('holder' in lock) {
      const environment = readJson(environmentFile(place));
      if (!environment) throw new Complaint('Huibao is just being started: try again when it is ready.');
      return runIn(program, environment);
    }
    const supervisor = createSupervisor(place);
    const stop = () => supervisor.stop().finally(lock.release);
    onInterruption({ stop, killAll: supervisor.killAll, exitCode: 1 });
    try {
      await endOrphans(place);
      const temporalProgram = await alone('tools', async () => {
        await prepareToolchain();
        return process.env.TEMPORAL_ADDRESS ? undefined : findTemporal();
      });
      const ports = await choosePorts(place.folder, {
        web: 4800,
        api: undefined,
        worker: undefined,
        postgres: undefined,
        temporal: undefined,
      });
      return await runIn(
        program,
        await startDatabase({ home: place, supervisor, ports, temporalProgram, isDurable: true, mayUseGiven: true }),
      );
    } finally {
      await stop();
    }
  });
}

/**
 * @returns {Promise<number>} the exit code; what it says goes straight to the terminal, and what it asks is answered
 *   there
 */
async function runIn(program, environment) {
  const { code } = await run(node, [program, ...process.argv.slice(2)], {
    cwd: root,
    env: toolEnvironment(environment),
    inherit: true,
  });
  return code ?? 1;
}
