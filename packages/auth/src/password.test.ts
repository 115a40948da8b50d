import { describe, expect, it } from 'vitest';
import { passwordProblem, type PasswordOwner } from './password.ts';
import { passwordProfiles, type PasswordProfile } from './policy.ts';

const owner: PasswordOwner = {
  username: 'li.mei@tanan.jiaozuo',
  names: ['李梅', '塔南路小学'],
  hasSecondFactor: false,
};

const judge = async (profile: PasswordProfile, password: string, hasSecondFactor = false): Promise<string> =>
  (await passwordProblem(passwordProfiles[profile], password, { ...owner, hasSecondFactor }))?.code ?? 'good';

describe('a password by its profile', () => {
  it.each([
    // What 等级保护 asks: ten characters of three kinds.
    ['mlps3', 'Ganz-neues-2024', false, 'good'],
    ['mlps3', 'Kurz-2024', false, 'password.too_short'],
    ['mlps3', 'Kurz-2024', true, 'password.too_short'],
    ['mlps3', 'nur kleine buchstaben', false, 'password.too_simple'],
    // What NIST asks: length alone, and less of it beside a second factor.
    ['nist', 'nur kleine buchstaben', false, 'good'],
    ['nist', '青山绿水长流不息又一年春风吹来', false, 'good'],
    ['nist', 'zwölf zeiche', false, 'password.too_short'],
    ['nist', 'zwölf zeiche', true, 'good'],
    ['nist', 'siebenx', true, 'password.too_short'],
    // In both, what everybody guesses and what is about the person.
    ['nist', 'passwordpassword', false, 'password.common'],
    ['nist', 'aaaaaaaaaaaaaaaaaaaa', false, 'password.guessable'],
    ['nist', 'ich bin li.mei und bleibe es', false, 'password.contains_username'],
    ['nist', 'wir in 塔南路小学 sind viele', false, 'password.contains_name'],
    ['mlps3', 'LI.MEI-2024-xyz', false, 'password.contains_username'],
  ] as const)('%s: %s (second factor: %s) is %s', async (profile, password, hasSecondFactor, said) => {
    expect(await judge(profile, password, hasSecondFactor)).toBe(said);
  });
});
