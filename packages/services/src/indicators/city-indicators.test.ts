import type { Actor } from '@huibao/db';
import type { HuibaoError, IndicatorDraft, IndicatorOperator } from '@huibao/domain';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  reportYear,
  type Clock,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let clock: Clock;
/** A city with a bureau whose year is reported. */
let city: SmallWorld;
/** Another city. */
let world: SmallWorld;

const as = <I, O, R>(actor: Actor, useCase: UseCase<I, O, R>, input: R): Promise<O> =>
  runUseCase(database.services, actor, useCase, input);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: HuibaoError) => error.code,
  );

function draft(zh: string, operator: IndicatorOperator, details: Partial<IndicatorDraft> = {}): IndicatorDraft {
  return {
    group: 'bullying',
    label: { zh, en: `${zh} (en)` },
    unit: { zh: '封', en: 'letters' },
    operator,
    children: { kinds: ['school'] },
    decimals: 0,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: null,
    ...details,
  };
}

const letters: IndicatorOperator = { op: 'total', of: { element: 'letters', take: 'sum' } };
const save = (
  actor: Actor,
  year: number,
  definition: IndicatorDraft,
  known: { code: string; version: number } | null = null,
) =>
  as(actor, useCases.saveIndicator, {
    programme: 'rule_of_law',
    year,
    code: known?.code ?? null,
    version: known?.version ?? null,
    definition,
  });
const valueIn = async (actor: Actor, year: number, code: string): Promise<string | null | undefined> =>
  (await as(actor, useCases.getRollup, { programme: 'rule_of_law', year })).indicators.find((one) => one.code === code)
    ?.value?.value;
const codesIn = async (actor: Actor, year: number): Promise<string[]> =>
  (await as(actor, useCases.listIndicators, { programme: 'rule_of_law', year })).indicators.map(
    (one) => one.definition.code,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  city = await createSmallWorld(database.services, clock, [2023, 2024]);
});
afterAll(() => database.drop());

describe('what a city adds', () => {
  it('reaches its districts, and nobody else’s; they roll it up, it counts what they deliver', async () => {
    const { cityAdmin, reviewer } = city.actors;
    const made = await save(
      cityAdmin,
      2024,
      draft('市定学校数', { op: 'total', of: { element: 'problems_found', take: 'count' } }),
    );
    expect(made.code).toBe('city_1');
    const list = await as(city.actors.editor, useCases.listIndicators, { programme: 'rule_of_law', year: 2024 });
    expect(list.indicators.find((one) => one.definition.code === 'city_1')).toMatchObject({
      owner: 'above',
      version: 1,
    });
    expect(await codeOf(save(city.actors.admin, 2024, draft('市定学校数', letters), made))).toBe('indicator.not_own');
    for (const stranger of [world.actors.cityAdmin, world.actors.editor]) {
      expect(await codesIn(stranger, 2024)).not.toContain('city_1');
      expect(
        await codeOf(as(stranger, useCases.listIndicatorVersions, { programme: 'rule_of_law', code: 'city_1' })),
      ).toBe('indicator.not_found');
    }
    const year = await reportYear(database.services, clock, city, 2024);
    expect(await valueIn(city.actors.editor, 2024, 'city_1')).toBe('1');
    const preview = () =>
      as(cityAdmin, useCases.previewIndicator, {
        programme: 'rule_of_law',
        year: 2024,
        code: 'city_1',
        definition: draft('市定学校数', { op: 'total', of: { element: 'problems_found', take: 'count' } }),
      });
    expect(await preview()).toMatchObject({ level: 'city', value: { value: null, answered: 0, expected: 1 } });
    await as(reviewer, useCases.decideDelivery, { deliveryId: year.deliveryId, action: 'accept' });
    expect(await preview()).toMatchObject({ value: { value: '1', answered: 1, expected: 1 } });
  });

  it('can’t ask for a group, which each bureau names by itself', async () => {
    expect(
      await codeOf(save(city.actors.cityAdmin, 2024, draft('组', letters, { children: { group: 'group_1' } }))),
    ).toBe('indicator.unit_group_unknown');
  });
});
