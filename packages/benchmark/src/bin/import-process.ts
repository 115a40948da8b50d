// A process that reads and writes files, one after the other, as a worker does, and says of each how long it took and
// how much it held.
import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import type { Actor } from '@huibao/db';
import { createServices } from '@huibao/services';
import { begin, carryOut, type HandedIn } from '../import/carry-out.ts';

const [handedIn = '[]'] = process.argv.slice(2);
const ctx = createServices(servicesOptionsOf(readApiConfig()));
try {
  await begin();
  for (const { admin, importId } of JSON.parse(handedIn) as readonly HandedIn[]) {
    const actor: Actor = { ...admin, now: () => new Date() };
    process.send?.(await carryOut(ctx, actor, importId));
  }
} finally {
  await ctx.close();
  process.disconnect?.();
}
