import {
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { afterOthers, farReadsAtOnce } from './far-reads.ts';
import { defineQuery, noInput, runUseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

const clock = createClock('2024-06-25T09:00:00+08:00');
let database: TestDatabase;
let [world, other]: SmallWorld[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  other = await createSmallWorld(database.services, clock, [2024]);
});
afterAll(() => database.drop());

it('what goes far is read by a few at once, tenant by tenant, and what is small passes by it', async () => {
  const [here, there] = [world?.actors.editor, other?.actors.editor];
  if (!here || !there) throw new Error('no editors');
  /** Who is reading, and what ends the reading of each. */
  const underWay: { readonly tenantId: number; readonly end: () => void }[] = [];
  const far = defineQuery({
    permission: 'rollup.read',
    goesFar: true,
    input: noInput,
    run: async ({ actor: { tenantId } }) => {
      await new Promise<void>((end) => underWay.push({ tenantId, end }));
      return tenantId;
    },
  });
  const asking = [...Array.from({ length: farReadsAtOnce + 3 }, () => here), there];
  const asked = asking.map((actor) => runUseCase(database.services, actor, far, undefined));
  const reading = () => underWay.map(({ tenantId }) => tenantId);
  const ours = Array.from({ length: farReadsAtOnce }, () => here.tenantId);
  await expect.poll(reading).toEqual(ours);
  // Nobody who asks for little waits for them.
  await runUseCase(database.services, here, useCases.getTodo, {});
  expect(reading()).toEqual(ours);
  // The other tenant, who came last, is next.
  underWay[0]?.end();
  await expect.poll(reading).toEqual([...ours, there.tenantId]);
  for (let n = 1; n < asked.length; n += 1) {
    await expect.poll(() => underWay.length).toBeGreaterThan(n);
    underWay[n]?.end();
  }
  expect(await Promise.all(asked)).toEqual(asking.map(({ tenantId }) => tenantId));
});

it('whose turn doesn’t come within twenty seconds is told so, and nothing is read for them any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const silent = Promise.withResolvers<string>();
    const holding = Array.from({ length: farReadsAtOnce }, () => afterOthers(1, () => silent.promise));
    const read = vi.fn(() => Promise.resolve('read'));
    const refused = codeOf(afterOthers(1, read));
    await vi.advanceTimersByTimeAsync(19_999);
    const waiting = afterOthers(1, read);
    await vi.advanceTimersByTimeAsync(1);
    expect([await refused, read.mock.calls.length]).toEqual(['request.failed', 0]);
    silent.resolve('silent');
    expect([await waiting, read.mock.calls.length, ...(await Promise.all(holding))]).toEqual([
      ...['read', 1],
      ...holding.map(() => 'silent'),
    ]);
    // Whoever reads isn't broken off.
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
