import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys } from './keys.ts';

/** AES-256-GCM; whose it is is bound in, so that what is copied to somebody else doesn't open. */
export function sealText([key]: Keys, owner: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws for what was sealed by none of the keys or for another owner, or was changed. */
export function openText(keys: Keys, owner: string, sealed: Buffer): string {
  const [text] = opened(keys, owner, sealed);
  return text;
}

/** Sealed anew by the newest key; null where it is so already. Throws as `openText` does. */
export function resealText(keys: Keys, owner: string, sealed: Buffer): Buffer | null {
  const [text, key] = opened(keys, owner, sealed);
  return key === keys[0] ? null : sealText(keys, owner, text);
}

function opened(keys: Keys, owner: string, sealed: Buffer): readonly [text: string, key: Buffer] {
  let failure: unknown;
  for (const key of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(owner))
        .setAuthTag(sealed.subarray(12, 28));
      return [Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'), key];
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
