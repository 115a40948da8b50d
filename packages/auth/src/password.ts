import { hash, verify } from '@node-rs/argon2';
import type { PasswordPolicy } from './policy.ts';

// OWASP's argon2id parameters: 19 MiB, 2 passes, 1 lane.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), parameters);
}

/** Takes as long for a name that does not exist (`stored` undefined) as for a wrong password. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const candidate = stored ?? (await absent());
  const matches = await verify(candidate, password.normalize('NFC'));
  return matches && stored !== undefined;
}

let absentHash: Promise<string> | undefined;
function absent(): Promise<string> {
  absentHash ??= hashPassword('nobody signs in with this');
  return absentHash;
}

/** Who chooses a password, and where: what is known of them is guessed first. */
export interface PasswordOwner {
  /** What stands before its @ is the person's own. */
  readonly username: string;
  /** Of the person, the units and the office. */
  readonly names: readonly string[];
  readonly hasSecondFactor: boolean;
}

export type PasswordProblem =
  | { readonly code: 'password.too_short'; readonly params: { readonly length: number } }
  | { readonly code: 'password.too_simple'; readonly params: { readonly kinds: number } }
  | {
      readonly code: 'password.contains_username' | 'password.contains_name' | 'password.common' | 'password.guessable';
      readonly params: Readonly<Record<string, never>>;
    };

/** What is wrong with a password that somebody chooses, or null. */
export async function passwordProblem(
  policy: PasswordPolicy,
  password: string,
  owner: PasswordOwner,
): Promise<PasswordProblem | null> {
  const length = owner.hasSecondFactor ? policy.minLengthWithSecondFactor : policy.minLength;
  if ([...password].length < length) return { code: 'password.too_short', params: { length } };
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  if (kinds < policy.kinds) return { code: 'password.too_simple', params: { kinds: policy.kinds } };
  const plain = password.normalize('NFKC').toLowerCase();
  const [own = owner.username] = owner.username.split('@');
  if (plain.includes(own)) return { code: 'password.contains_username', params: {} };
  if (owner.names.some((name) => name.length > 1 && plain.includes(name.toLowerCase())))
    return { code: 'password.contains_name', params: {} };
  const { isCommon, isGuessable } = await import('./guessing.ts');
  if (isCommon(plain)) return { code: 'password.common', params: {} };
  return isGuessable(password, owner.username.split(/[._@-]/)) ? { code: 'password.guessable', params: {} } : null;
}
