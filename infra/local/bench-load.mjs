import { measure } from './measuring.mjs';

// Saves and reads over HTTP while many are at it, against their bounds; two minutes.
//   npm run bench:load
//   … -- --keep    leaves the database there
//   … -- --divide  divides it by tenant, once it is filled: DATABASE_URL then names an empty one of Citus
await measure({ script: 'bench-load', isDurable: true });
