import { hkdfSync } from 'node:crypto';

/** What the account key is used for: a key of its own for each. */
export type KeyPurpose = 'second factors' | 'recovery codes' | 'attempts' | 'devices' | 'single sign-on';

export function keyFor(accountKey: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', accountKey, '', purpose, 32));
}
