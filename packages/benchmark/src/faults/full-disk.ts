import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './bench.ts';

/** No byte more for tables, indexes and WAL: PostgreSQL refuses, or falls and can't come back, until there is space. */
export const fillingTheDisk: Scenario = {
  name: 'a full disk under PostgreSQL',
  async strike({ machine, window }) {
    await pause(window / 6);
    await machine.fillDisk();
    await pause(window / 2);
    await machine.emptyDisk();
  },
};
