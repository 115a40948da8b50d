import { platformActor } from '@huibao/services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCity, createTestDatabase, type TestDatabase } from '@huibao/testing';
import { demoCity, findDemo, seedDemo } from './demo.ts';

const today = new Date('2025-04-20T10:00:00+08:00');
let whole: TestDatabase;
let half: TestDatabase;

beforeAll(async () => {
  [whole, half] = [await createTestDatabase(), await createTestDatabase()];
});
afterAll(async () => {
  await whole.drop();
  await half.drop();
});

describe('the demo of a database', () => {
  it('is absent at first, and finished when all of it stands', async () => {
    expect(await findDemo(whole.services)).toBe('absent');
    await seedDemo(whole.services, { today, bureaus: [], firstYear: 2024 });
    expect(await findDemo(whole.services)).toBe('finished');
  });

  it('is unfinished when making it was cut off', async () => {
    await platformActor(half.services.authDb, () => today);
    await addCity(half.services, demoCity, [2024], () => today);
    expect(await findDemo(half.services)).toBe('unfinished');
  });
});
