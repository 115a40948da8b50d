import { prove } from './proving.mjs';

// Parts are killed, wires broken and the disk filled while people save and submit: `npm run test:faults`; half an hour.
//   … -- --seed 7 --clients 20 --only kill   another run, of the faults whose name holds the word
const args = process.argv.slice(2);
await prove('faults', [
  { workers: 2, args },
  { workers: 0, disk: 400, args: [...args, '--disk'] },
]);
