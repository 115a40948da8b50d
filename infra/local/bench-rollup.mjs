import { measure } from './measuring.mjs';

// Roll-ups against their bounds, in a simulated country.
//   npm run bench:rollup                 50 million facts; about a quarter of an hour, 20 GB of disk
//   npm run bench:rollup -- --quick      one million, in two minutes
//   … -- --facts 10000000 --bureaus 560  another country; --plans prints the plans; --keep leaves the database there
await measure({ script: 'bench-rollup', isDurable: false });
