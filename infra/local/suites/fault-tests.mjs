import { removeData } from '../homes.mjs';
import { startMachine } from '../machine.mjs';
import { count } from './tally.mjs';

/**
 * The short form of `npm run test:faults`: api and PostgreSQL killed, and wires broken, under twenty clients.
 * @param {{ home: import('../place.mjs').Home, supervisor: ReturnType<import('../supervisor.mjs').createSupervisor>,
 *   filters: string[], echo: boolean }} options
 */
export async function runFaultTests({ home, supervisor, filters, echo }) {
  const machine = await startMachine({ home, supervisor, workers: 0 });
  const args = ['--short', '--clients', '20', '--seconds', '6', ...filters];
  const { code, output, outcome } = await machine.serve({ script: 'faults', args, echo });
  await supervisor.stop();
  removeData(home);
  // A run that fell before it told anything has failed once.
  const total = count(outcome ?? { failed: 1 });
  if (code !== 0 && total.failed === 0) total.failed = 1;
  return { count: total, output: echo ? undefined : output };
}
