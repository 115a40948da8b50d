import { hashPassword } from '@huibao/auth';
import { randomInt } from 'node:crypto';

/** A first password that is read out or printed once: no look-alike letters, all four kinds. */
export function temporaryPassword(): string {
  const kinds = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789', '-+=%'];
  const any = kinds.slice(0, 3).join('');
  const pick = (from: string): string => from[randomInt(from.length)] ?? '';
  return [...kinds.map(pick), ...Array.from({ length: 8 }, () => pick(any))].join('');
}

export interface FirstPassword {
  readonly password: string;
  readonly passwordHash: string;
}

/** With its hash, which takes its time: made before a transaction opens. */
export async function firstPassword(): Promise<FirstPassword> {
  const password = temporaryPassword();
  return { password, passwordHash: await hashPassword(password) };
}
