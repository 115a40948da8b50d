import type { Actor } from '@huibao/db';
import { isPermitted, isUnitRole, roles, type Role } from '@huibao/domain';
import {
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runUseCase, type UseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

// What moves as bytes goes by the api's file routes, which the access matrix of the procedures doesn't see.

let database: TestDatabase;
let world: SmallWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, createClock('2024-01-05T09:00:00+08:00'), [2024]);
});
afterAll(() => database.drop());

function actorAs(role: Role): Actor {
  const isCity = role === 'city_reviewer' || role === 'city_admin';
  const base = isCity ? world.actors.reviewer : isUnitRole(role) ? world.actors.first : world.actors.editor;
  return { ...base, role, units: isUnitRole(role) ? [world.unitIds.first] : null };
}

it.each([
  'attachFile',
  'beginDraftFromPackage',
  'downloadRosterTemplate',
  'downloadWorkbook',
  'exportAdditions',
  'exportAnalysis',
  'exportBoard',
  'exportComparison',
  'exportDelivery',
  'exportDraft',
  'exportPackage',
  'exportReport',
  'exportRollup',
  'getFile',
  'importRoster',
  'previewAdditions',
  'previewPackage',
  'previewWorkbook',
  'publishAdditions',
  'publishPackage',
] as const)('%s is refused to every role without its permission', async (name) => {
  const useCase = useCases[name] as UseCase<unknown, unknown>;
  for (const role of roles) {
    // Whoever may is told that a file needs more than nothing.
    const told = await codeOf(runUseCase(database.services, actorAs(role), useCase, {}));
    expect([role, told === 'access.denied']).toEqual([role, !isPermitted(role, useCase.permission)]);
  }
});
