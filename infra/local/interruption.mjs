import { hush, say } from './complaint.mjs';
import { endRuns } from './run.mjs';

/**
 * Ctrl-C, a plain kill, a closed terminal: stop in order; a second Ctrl-C: stop at once.
 * @param {{ stop: () => Promise<void>, killAll: () => void, exitCode?: number }} options stop must leave nothing
 *   running
 */
export function onInterruption({ stop, killAll, exitCode = 0 }) {
  let isStopping = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      if (isStopping) {
        killAll();
        process.exit(1);
      }
      isStopping = true;
      say('Stopping …');
      hush();
      endRuns();
      void stop().finally(() => process.exit(exitCode));
    });
  }
  // A terminal that is gone can't be written to; there is still work to do.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
