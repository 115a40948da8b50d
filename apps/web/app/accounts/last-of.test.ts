import type { Role } from '@huibao/domain';
import { expect, it } from 'vitest';
import { lastOf } from './last-of.ts';

it('tells whose going would leave a bureau without an administrator or officer who can sign in', () => {
  const person = (userId: string, roles: readonly Role[], isDisabled = false) => ({
    userId,
    isDisabled,
    memberships: roles.map((role) => ({ role })),
  });
  const admin = person('a', ['bureau_admin', 'reporter']);
  const audit = person('b', ['audit_officer']);
  expect(lastOf(admin, [admin, audit])).toEqual(['bureau_admin']);
  expect(lastOf(admin, [admin, person('c', ['bureau_admin'], true)])).toEqual(['bureau_admin']);
  expect(lastOf(admin, [admin, person('c', ['bureau_admin'])])).toEqual([]);
  expect(lastOf(person('d', ['bureau_admin'], true), [audit])).toEqual([]);
});
