import { Complaint, runCommand } from './complaint.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { startMachine } from './machine.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, removeFolder } from './place.mjs';
import { unmountSmallDisk } from './small-disk.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, prepareToolchain } from './toolchain.mjs';

/**
 * Runs a script of packages/benchmark as the people of a product that is all there and can be broken; one product after
 * the other, each from nothing.
 *
 * @param {string} script
 * @param {{ workers: number, apis?: number, webs?: number, disk?: number, args: string[] }[]} products
 */
export function prove(script, products) {
  const place = home(script);
  return runCommand(async () => {
    makeHome(place);
    const lock = takeLock(place.lock);
    if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is at it already: wait for it.`);
    let supervisor = createSupervisor(place);
    const clear = async () => {
      await unmountSmallDisk(place);
      removeData(place);
      // Heads of another database's chains would be found missing in the next one's.
      removeFolder(place.heads);
    };
    const stop = async () => {
      await supervisor.stop();
      await clear();
    };
    onInterruption({
      stop: () => stop().finally(lock.release),
      killAll: () => supervisor.killAll(),
      exitCode: 130,
    });
    let worst = 0;
    try {
      await endOrphans(place);
      await clear();
      const temporalProgram = await alone('tools', async () => {
        await prepareToolchain();
        return findTemporal();
      });
      for (const { args, ...product } of products) {
        makeHome(place);
        supervisor = createSupervisor(place);
        const machine = await startMachine({ home: place, supervisor, temporalProgram, ...product });
        const { code } = await machine.serve({ script, args, echo: true });
        machine.close();
        worst = Math.max(worst, code ?? 1);
        await stop();
      }
      return worst;
    } finally {
      await stop();
      lock.release();
    }
  });
}
