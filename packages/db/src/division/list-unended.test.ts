import { expect, it } from 'vitest';
import { unendedOf } from './list-unended.ts';

it('a transaction is unended while a node holds one of its parts prepared, and no other is', () => {
  const noted = [
    { xid: '7010', gid: 'citus_0_11738_1_0' },
    { xid: '7010', gid: 'citus_0_11738_1_1' },
    { xid: '7012', gid: 'citus_0_11740_9_0' },
  ];
  expect([...unendedOf(noted, ['citus_0_11738_1_1', 'citus_0_11999_2_0'])]).toEqual(['7010']);
  expect([...unendedOf(noted, [])]).toEqual([]);
});
