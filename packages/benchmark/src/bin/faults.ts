// Kills parts and breaks wires while people save and submit: `npm run test:faults` starts a product for it.
import { parseArgs } from 'node:util';
import { productOfParent } from '../faults/product-of-parent.ts';
import { runFaults } from '../faults/run-faults.ts';

const parts = ['short', 'disk', 'several'] as const;
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    clients: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '12' },
    only: { type: 'string', default: '' },
    /** The database's disk is to be filled. */
    disk: { type: 'boolean', default: false },
    /** Two of each process are asked by turns, and fall in turn. */
    several: { type: 'boolean', default: false },
    /** What `npm test` has of it. */
    short: { type: 'boolean', default: false },
  },
});
const product = await productOfParent();
const tally = await runFaults({
  ...product,
  print: (line) => console.log(line),
  seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed),
  clients: Number(values.clients),
  window: Number(values.seconds) * 1000,
  only: values.only,
  part: parts.find((part) => values[part]) ?? 'long',
});
await product.ctx.close();
product.machine.tell(tally);
process.disconnect();
process.exitCode = tally.failed > 0 ? 1 : 0;
