import { expect, it } from 'vitest';
import { createTestDatabase } from '@huibao/testing';
import { seedDemo } from './demo.ts';
it('times', async () => {
  const database = await createTestDatabase();
  const at = Date.now();
  const cpu = process.cpuUsage();
  await seedDemo(database.services, { today: new Date('2026-11-26T10:00:00+08:00') });
  const used = process.cpuUsage(cpu);
  console.log('TIMING', (Date.now() - at) / 1000, 'cpu', (used.user + used.system) / 1e6);
  await database.drop();
  expect(1).toBe(1);
}, 900_000);
