import type { Role } from '@huibao/domain';

/** What a chosen password must be, and how long it holds. */
export interface PasswordPolicy {
  /** Characters. */
  readonly minLength: number;
  /** Characters, for somebody who signs in with a second factor as well. */
  readonly minLengthWithSecondFactor: number;
  /** Of capitals, small letters, digits and symbols, how many kinds; 1 asks for nothing. */
  readonly kinds: number;
  /** Days until it must be changed; null: never. */
  readonly maxAgeDays: number | null;
  /** How many earlier ones can't come back. */
  readonly history: number;
  /** Days for which a password holds that an administrator gave. */
  readonly firstPasswordDays: number;
}

/** After how many wrong guesses, and for how many minutes, no more are heard. */
export interface ThrottlePolicy {
  /** At one name from one address, or from one device that the person has signed in at before. */
  readonly failures: number;
  readonly minutes: number;
  /** At whatever names from one address: devices where somebody is known don't count. */
  readonly failuresPerAddress: number;
  /**
   * At one name in a day, with no right one between, from all places together; the person's own devices are heard all
   * the same. One place makes 5 in 30 minutes, 240 in a day: fewer would let one place close a name everywhere.
   */
  readonly failuresPerName: number;
}

export interface SignInPolicy {
  readonly password: PasswordPolicy;
  readonly throttle: ThrottlePolicy;
  /** Minutes without a request after which a session ends, and minutes after which it ends whatever comes. */
  readonly session: { readonly idleMinutes: number; readonly maxMinutes: number };
  /** Whether the roles of `needsSecondFactor` must have one. Anybody may. */
  readonly secondFactor: 'required' | 'optional';
}

export type PasswordProfile = 'mlps3' | 'nist';

/**
 * `mlps3`: 网络安全等级保护第三级 (GB/T 22239-2019, 8.1.4.1) as it is commonly assessed. `nist`: NIST SP 800-63B-4, 3.1.1:
 * length and known passwords count, composition and age don't.
 */
export const passwordProfiles: Readonly<Record<PasswordProfile, PasswordPolicy>> = {
  mlps3: {
    minLength: 10,
    minLengthWithSecondFactor: 10,
    kinds: 3,
    maxAgeDays: 90,
    history: 5,
    firstPasswordDays: 7,
  },
  nist: {
    minLength: 15,
    minLengthWithSecondFactor: 8,
    kinds: 1,
    maxAgeDays: null,
    history: 0,
    firstPasswordDays: 7,
  },
};

export const defaultPolicy: SignInPolicy = {
  password: passwordProfiles.mlps3,
  throttle: { failures: 5, minutes: 30, failuresPerAddress: 100, failuresPerName: 300 },
  session: { idleMinutes: 60, maxMinutes: 12 * 60 },
  secondFactor: 'required',
};

/** Who administers, who signs a report, and whoever sees more than one bureau. */
const rolesWithSecondFactor: readonly Role[] = [
  'bureau_admin',
  'city_admin',
  'system_officer',
  'security_officer',
  'audit_officer',
  'platform_operator',
  'bureau_issuer',
  'city_reviewer',
];

export function needsSecondFactor(policy: SignInPolicy, held: readonly Role[]): boolean {
  return policy.secondFactor === 'required' && held.some((role) => rolesWithSecondFactor.includes(role));
}
