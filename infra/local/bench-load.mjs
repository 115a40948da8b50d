import { measure } from './measuring.mjs';

// Saves and reads over HTTP while many are at it, against their bounds; two minutes.
//   npm run bench:load
//   … -- --keep  leaves the database there
await measure({ script: 'bench-load', isDurable: true });
