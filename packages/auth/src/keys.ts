import { hkdfSync } from 'node:crypto';

/**
 * The key that seals, signs and hashes from now on, then those of before, by which what they made is still opened and
 * known: so a key is changed while everybody works (decision 99).
 */
export type Keys = readonly [Buffer, ...Buffer[]];

/** Of an environment's variable: base64, the newest first, commas between them. */
export function keysOf(text: string): Keys {
  const [first = '', ...before] = text.split(',').map((one) => one.trim());
  return [Buffer.from(first, 'base64'), ...before.map((one) => Buffer.from(one, 'base64'))];
}

/** What the account key is used for: a key of its own for each. */
export type KeyPurpose = 'second factors' | 'recovery codes' | 'attempts' | 'devices' | 'single sign-on';

export function keysFor([first, ...before]: Keys, purpose: KeyPurpose): Keys {
  const derived = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  return [derived(first), ...before.map(derived)];
}
