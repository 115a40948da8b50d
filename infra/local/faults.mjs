import { prove } from './proving.mjs';

// Parts are killed, wires broken and the disk filled while people save and submit: `npm run test:faults`; half an hour.
//   … -- --seed 7 --clients 20 --only kill   another run, of the faults whose name holds the word
//   … -- --several                           two of each process, which people ask by turns and which fall in turn
const args = process.argv.slice(2);
const several = { apis: 2, webs: 2, workers: 2 };
await prove(
  'faults',
  args.includes('--several')
    ? [{ ...several, args }]
    : [
        { workers: 2, args },
        { workers: 0, disk: 400, args: [...args, '--disk'] },
        { ...several, args: [...args, '--several'] },
      ],
);
