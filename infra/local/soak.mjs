import { prove } from './proving.mjs';

// A term's last hour of 1 000 schools: `npm run soak`; an hour.
//   … -- --minutes 5 --schools 200   the same in five minutes, for fewer
await prove('soak', [{ workers: 1, args: process.argv.slice(2) }]);
