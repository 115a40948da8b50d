import type { Actor } from '@huibao/db';
import type { Role } from '@huibao/domain';
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
import { resetOfficer } from './reset-officer.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

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

/** A security officer of the bureau, with an account of their own. */
async function createOfficer(username: string): Promise<Actor> {
  const { admin } = world.actors;
  const keeper = { ...admin, userId: nobody, role: 'security_officer' as const };
  const made = { username, name: '安全员', unitId: world.unitIds.root, role: 'security_officer' };
  const { userId } = await acting.as(keeper, useCases.createAccount, made);
  return { ...keeper, userId };
}

describe('roles', () => {
  it('are given by somebody else, and administrators’ only by the security officer', async () => {
    const { admin, editor } = world.actors;
    const unitId = world.unitIds.root;
    const grant = (userId: string, role: 'bureau_issuer' | 'audit_officer' | 'reporter' | 'bureau_checker') =>
      codeOf(acting.as(admin, useCases.grantRole, { userId, unitId, role }));
    expect(await grant(admin.userId, 'bureau_issuer')).toBe('account.self');
    expect(await grant(editor.userId, 'audit_officer')).toBe('account.security_officer_only');
    expect(await grant(editor.userId, 'reporter')).toBe('account.role_not_here');
  });

  it('that are kept apart are joined by the security officer alone', async () => {
    const { admin, editor, auditor, first } = world.actors;
    const unitId = world.unitIds.root;
    const officer = await createOfficer('officer');
    const grant = (by: typeof admin, userId: string, role: Role, at = unitId) =>
      codeOf(acting.as(by, useCases.grantRole, { userId, unitId: at, role }));
    // Drafting and checking, reporting and reviewing, watching over and being watched.
    expect(await grant(admin, editor.userId, 'bureau_checker')).toBe('account.roles_apart');
    expect(await grant(admin, editor.userId, 'reporter', world.unitIds.section)).toBe('account.roles_apart');
    expect(await grant(admin, first.userId, 'bureau_editor')).toBe('account.roles_apart');
    expect(await grant(admin, auditor.userId, 'bureau_editor')).toBe('account.roles_apart');
    expect(await grant(admin, first.userId, 'head', world.unitIds.first)).toBe('no error');
    expect(await grant(officer, editor.userId, 'bureau_checker')).toBe('no error');
    expect(await grant(officer, officer.userId, 'bureau_editor')).toBe('account.self');
  });

  it('aren’t taken by who loses theirs at the same moment: somebody stays who lets others in', async () => {
    const disable = (by: Actor, { userId }: Actor) =>
      codeOf(acting.as(by, useCases.setAccountDisabled, { userId, isDisabled: true }));
    const takeRole = async (by: Actor, { userId }: Actor, membershipId: string) =>
      codeOf(acting.as(by, useCases.removeRole, { userId, membershipId }));
    for (const round of ['one', 'two', 'three']) {
      const [a, b] = [await createOfficer(`${round}-a`), await createOfficer(`${round}-b`)];
      const [c, d] = [await createOfficer(`${round}-c`), await createOfficer(`${round}-d`)];
      const unitId = world.unitIds.root;
      for (const { userId } of [c, d])
        await acting.as(a, useCases.grantRole, { userId, unitId, role: 'bureau_issuer' });
      const { accounts } = await acting.as(a, useCases.listAccounts, {});
      const guardOf = ({ userId }: Actor): string =>
        accounts.find((one) => one.userId === userId)?.memberships.find(({ role }) => role === 'security_officer')
          ?.id ?? '';
      const disabled = await Promise.all([disable(a, b), disable(b, a)]);
      const taken = await Promise.all([takeRole(c, d, guardOf(d)), takeRole(d, c, guardOf(c))]);
      for (const both of [disabled, taken]) expect(both.toSorted()).toEqual(['no error', 'session.missing']);
    }
  });

  it('let a security officer in again by who holds the keys, and nobody else', async () => {
    const { admin } = world.actors;
    const { services } = database;
    const officer = await createOfficer('lets-in');
    const { userId } = await createOfficer('left-out');
    const list = async () => (await acting.as(admin, useCases.listAccounts, {})).accounts;
    const before = await list();
    const username = before.find((one) => one.userId === userId)?.username ?? '';
    await acting.as(officer, useCases.setAccountDisabled, { userId, isDisabled: true });
    const { password } = await resetOfficer(services, username, clock.now);
    expect(password).not.toBe('');
    expect((await list()).find((one) => one.userId === userId)).toMatchObject({ isDisabled: false, mustChange: true });
    const adminName = before.find((one) => one.userId === admin.userId)?.username ?? '';
    for (const other of [adminName, 'nobody@nowhere'])
      expect(await codeOf(resetOfficer(services, other, clock.now))).toBe('account.not_found');
  });
});
