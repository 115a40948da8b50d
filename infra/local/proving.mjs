import { Complaint, runCommand } from './complaint.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { startMachine } from './machine.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, removeFolder } from './place.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, prepareToolchain } from './toolchain.mjs';

/** Runs a script of packages/benchmark as the people of a product that is all there, and can be broken. */
export function prove({ script, workers }) {
  const place = home(script);
  return runCommand(async () => {
    makeHome(place);
    const lock = takeLock(place.lock);
    if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is at it already: wait for it.`);
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
      // Heads of another run's chains would be found missing in this one's.
      removeFolder(place.heads);
      const temporalProgram = await alone('tools', async () => {
        await prepareToolchain();
        return findTemporal();
      });
      const machine = await startMachine({ home: place, supervisor, temporalProgram, workers });
      const { code } = await machine.serve({ script, args: process.argv.slice(2), echo: true });
      return code ?? 1;
    } finally {
      await stop();
    }
  });
}
