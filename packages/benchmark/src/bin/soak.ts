// A term's last hour: `npm run soak` starts a product for it.
import { parseArgs } from 'node:util';
import { productOfParent } from '../faults/product-of-parent.ts';
import { runSoak } from '../soak/run-soak.ts';

const { values } = parseArgs({
  options: {
    schools: { type: 'string', default: '1000' },
    /** In which the hour is told. */
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    /** What `npm test` has of it. */
    short: { type: 'boolean', default: false },
  },
});
const product = await productOfParent();
const tally = await runSoak({
  ...product,
  print: (line) => console.log(line),
  schools: Number(values.schools),
  minutes: Number(values.minutes),
  seed: Number(values.seed),
  isShort: values.short,
});
await product.ctx.close();
product.machine.tell(tally);
process.disconnect();
process.exitCode = tally.failed > 0 ? 1 : 0;
