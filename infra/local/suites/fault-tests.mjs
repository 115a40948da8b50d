import { removeData } from '../homes.mjs';
import { startMachine } from '../machine.mjs';
import { count } from './tally.mjs';

/** The short forms of `npm run test:faults` and `npm run soak`, in one product. */
const short = {
  faults: ['--clients', '20', '--seconds', '5'],
  soak: ['--schools', '4', '--minutes', '0.03'],
};

/**
 * @param {{ home: import('../place.mjs').Home, supervisor: ReturnType<import('../supervisor.mjs').createSupervisor>,
 *   filters: string[], echo: boolean }} options filters: more to say to the faults, a seed say
 */
export async function runFaultTests({ home, supervisor, filters, echo }) {
  const machine = await startMachine({ home, supervisor, workers: 0, apis: 2 });
  const total = count();
  let all = '';
  for (const [script, args] of Object.entries(short)) {
    const more = script === 'faults' ? filters : [];
    const { code, output, outcome } = await machine.serve({ script, args: ['--short', ...args, ...more], echo });
    // One that fell before it told anything has failed once.
    const { passed, failed } = outcome ?? { passed: 0, failed: 1 };
    total.passed += passed;
    total.failed += code !== 0 && failed === 0 ? 1 : failed;
    all += output;
  }
  machine.close();
  await supervisor.stop();
  removeData(home);
  return { count: total, output: echo ? undefined : all };
}
