import { measure } from './measuring.mjs';

// A term's figures of a whole district from one file, read and written as a worker does; two minutes.
//   npm run bench:import
//   … -- --keep  leaves the database there
await measure({ script: 'bench-import', isDurable: true });
