import { describe, expect, it } from 'vitest';
import { areRolesApart, mayGiveRole, mayManageAccount } from './role.ts';

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

describe('an administrator’s role', () => {
  it('is the security officer’s to give and to take, and so is the account of who holds one', () => {
    expect(mayGiveRole('security_officer', 'bureau_admin')).toBe(true);
    expect([mayGiveRole('bureau_admin', 'audit_officer'), mayGiveRole('bureau_admin', 'head')]).toEqual([false, true]);
    expect(mayManageAccount('city_admin', ['reporter', 'security_officer'])).toBe(false);
    expect(mayManageAccount('city_admin', ['reporter', 'head'])).toBe(true);
    expect(mayManageAccount('security_officer', ['bureau_admin'])).toBe(true);
  });
});
