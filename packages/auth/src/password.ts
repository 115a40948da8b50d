import { hash, verify } from '@node-rs/argon2';

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

/** Profile mlps3: at least 10 characters of three kinds. Returns the error's code, or null. */
export function passwordProblem(
  password: string,
  username: string,
): 'password.too_short' | 'password.too_simple' | 'password.contains_username' | null {
  if ([...password].length < 10) return 'password.too_short';
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
  if (kinds < 3) return 'password.too_simple';
  return password.toLowerCase().includes(username.toLowerCase()) ? 'password.contains_username' : null;
}
