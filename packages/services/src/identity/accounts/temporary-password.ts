import { randomInt } from 'node:crypto';

/** A first password that is read out or printed once: no look-alike letters, all four kinds. */
export function temporaryPassword(): string {
  const kinds = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789', '-+=%'];
  const any = kinds.slice(0, 3).join('');
  const pick = (from: string): string => from[randomInt(from.length)] ?? '';
  return [...kinds.map(pick), ...Array.from({ length: 8 }, () => pick(any))].join('');
}
