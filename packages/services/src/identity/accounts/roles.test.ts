import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

describe('roles', () => {
  it('are given by somebody else, and administrators’ only by the security officer', async () => {
    const { admin, editor } = world.actors;
    const unitId = world.unitIds.root;
    const grant = (userId: string, role: 'bureau_issuer' | 'audit_officer' | 'reporter' | 'bureau_checker') =>
      codeOf(acting.as(admin, useCases.grantRole, { userId, unitId, role }));
    expect(await grant(admin.userId, 'bureau_issuer')).toBe('account.self');
    expect(await grant(editor.userId, 'audit_officer')).toBe('account.security_officer_only');
    expect(await grant(editor.userId, 'reporter')).toBe('account.role_not_here');
    expect(await grant(editor.userId, 'bureau_checker')).toBe('no error');
  });
});
