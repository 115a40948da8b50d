import type { Role } from '@huibao/domain';
import { expect, it } from 'vitest';
import { lastOf } from './last-of.ts';

it('tells whose going would leave a bureau without an administrator or officer who can sign in', () => {
  const person = (roles: readonly Role[], isDisabled = false) => ({
    isDisabled,
    memberships: roles.map((role) => ({ role })),
  });
  const admin = person(['bureau_admin', 'reporter']);
  expect(lastOf(admin, ['audit_officer', 'bureau_admin'])).toEqual(['bureau_admin']);
  expect(lastOf(admin, ['audit_officer'])).toEqual([]);
  expect(lastOf(person(['bureau_admin'], true), ['bureau_admin'])).toEqual([]);
});
