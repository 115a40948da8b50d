import type { Role } from '@huibao/domain';
import { expect, it } from 'vitest';
import { firstUnitFor, rolesHere } from './roles-here.ts';

const root = { id: 1, kind: 'root' } as const;
const school = { id: 2, kind: 'school' } as const;
const at = (unitId: number, ...roles: readonly Role[]) => roles.map((role) => ({ role, unitId }));

it('offers what the server would take', () => {
  expect(rolesHere(root, false, 'bureau_admin')).toEqual(['bureau_editor', 'bureau_checker', 'bureau_issuer']);
  expect(rolesHere(school, false, 'bureau_admin', at(1, 'audit_officer'))).toEqual([]);
  expect(rolesHere(root, true, 'security_officer', at(1, 'audit_officer'))).toEqual([
    'city_reviewer',
    'bureau_editor',
    'bureau_checker',
    'bureau_issuer',
    'city_admin',
  ]);
  expect(rolesHere({ id: 3, kind: 'bureau' }, true, 'security_officer')).toEqual([]);
});

it('offers nothing that is held there already, and begins where there is something to give', () => {
  expect(rolesHere(root, false, 'bureau_admin', at(1, 'bureau_editor'))).toEqual([]);
  expect(rolesHere(school, false, 'bureau_admin', at(2, 'reporter'))).toEqual(['checker', 'head']);
  // The same role at another school.
  expect(rolesHere({ id: 3, kind: 'school' }, false, 'bureau_admin', at(2, 'reporter'))).toContain('reporter');
  const first = (...held: readonly { role: Role; unitId: number }[]) =>
    firstUnitFor([root, school], false, 'bureau_admin', held);
  expect(first(...at(2, 'reporter'))).toBe(2);
  expect(first(...at(2, 'reporter', 'checker', 'head'))).toBe(1);
  expect(first(...at(1, 'bureau_editor'))).toBeUndefined();
});
