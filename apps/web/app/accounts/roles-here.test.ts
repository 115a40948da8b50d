import { expect, it } from 'vitest';
import { rolesHere } from './roles-here.ts';

it('offers what the server would take', () => {
  expect(rolesHere('root', false, 'bureau_admin')).toEqual(['bureau_editor', 'bureau_checker', 'bureau_issuer']);
  expect(rolesHere('root', false, 'bureau_admin', ['bureau_editor'])).toEqual(['bureau_editor']);
  expect(rolesHere('school', false, 'bureau_admin', ['audit_officer'])).toEqual([]);
  expect(rolesHere('root', true, 'security_officer', ['audit_officer'])).toEqual([
    'city_reviewer',
    'bureau_editor',
    'bureau_checker',
    'bureau_issuer',
    'city_admin',
  ]);
  expect(rolesHere('bureau', true, 'security_officer')).toEqual([]);
});
