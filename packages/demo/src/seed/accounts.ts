import type { Role } from '@huibao/domain';
import type { DemoBureau, DemoUnit } from '../figures/index.ts';

/** One password for everybody in the demo, which says so on every page. */
export const demoPassword = 'Huibao-2026';

/** The people whom a visitor is invited to be; everybody else has a longer name. */
const invited: readonly {
  readonly bureau: string;
  readonly unit: string | null;
  readonly role: Role;
  readonly username: string;
}[] = [
  { bureau: 'shanyang', unit: 'N05', role: 'reporter', username: 'school' },
  { bureau: 'shanyang', unit: 'N05', role: 'head', username: 'head' },
  { bureau: 'shanyang', unit: null, role: 'bureau_editor', username: 'bureau' },
  { bureau: 'shanyang', unit: null, role: 'bureau_checker', username: 'checker' },
  { bureau: 'shanyang', unit: null, role: 'bureau_issuer', username: 'issuer' },
  { bureau: 'shanyang', unit: null, role: 'bureau_admin', username: 'admin' },
  { bureau: 'shanyang', unit: null, role: 'audit_officer', username: 'audit' },
];

export function usernameOf(bureau: DemoBureau, unit: DemoUnit | null, role: Role): string {
  const known = invited.find(
    (one) => one.bureau === bureau.code && one.unit === (unit?.code ?? null) && one.role === role,
  );
  return (
    known?.username ?? [bureau.code, unit?.code, role.replaceAll('_', '-')].filter(Boolean).join('.').toLowerCase()
  );
}

/** What `npm start` prints. */
export const invitedAccounts: readonly { readonly username: string; readonly role: Role; readonly where: string }[] = [
  { username: 'school', role: 'reporter', where: '塔南路小学' },
  { username: 'head', role: 'head', where: '塔南路小学' },
  { username: 'bureau', role: 'bureau_editor', where: '山阳区教育局' },
  { username: 'checker', role: 'bureau_checker', where: '山阳区教育局' },
  { username: 'issuer', role: 'bureau_issuer', where: '山阳区教育局' },
  { username: 'admin', role: 'bureau_admin', where: '山阳区教育局' },
  { username: 'audit', role: 'audit_officer', where: '山阳区教育局' },
  { username: 'city', role: 'city_reviewer', where: '焦作市教育局' },
  { username: 'cityoffice', role: 'bureau_editor', where: '焦作市教育局' },
  { username: 'cityadmin', role: 'city_admin', where: '焦作市教育局' },
  { username: 'operator', role: 'platform_operator', where: '汇报平台' },
];
