import { prove } from './proving.mjs';

// Parts are killed and wires broken while people save and submit: `npm run test:faults`; a quarter of an hour.
//   … -- --seed 7 --clients 20 --only kills   another run; one kind of fault: kills, wires, relay, disk
await prove({ script: 'faults', workers: 2 });
