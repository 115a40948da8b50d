import { describe, expect, it } from 'vitest';
import { areRolesApart } from './role.ts';

describe('roles that are kept apart', () => {
  it.each([
    ['bureau_editor', 'bureau_checker'],
    ['bureau_issuer', 'bureau_checker'],
    ['reporter', 'bureau_editor'],
    ['audit_officer', 'bureau_editor'],
    ['bureau_admin', 'security_officer'],
    ['city_admin', 'city_reviewer'],
  ] as const)('%s and %s are, whichever comes first', (a, b) => {
    expect([areRolesApart(a, b), areRolesApart(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['reporter', 'head'],
    ['bureau_editor', 'city_reviewer'],
    ['reporter', 'bureau_issuer'],
  ] as const)('%s and %s are not', (a, b) => {
    expect(areRolesApart(a, b)).toBe(false);
  });
});
