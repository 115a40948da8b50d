// A process that reads and writes one file, as a worker does, and says how long it took and how much it held.
import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import type { Actor } from '@huibao/db';
import { createServices } from '@huibao/services';
import { carryOut } from '../import/carry-out.ts';

const [admin = '', importId = ''] = process.argv.slice(2);
const ctx = createServices(servicesOptionsOf(readApiConfig()));
try {
  const actor = { ...(JSON.parse(admin) as Omit<Actor, 'now'>), now: () => new Date() };
  process.send?.(await carryOut(ctx, actor, importId));
} finally {
  await ctx.close();
  process.disconnect?.();
}
