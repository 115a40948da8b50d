import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Who, what, and what was done. */
const sealedContent = z.object({ category: z.string(), pupil: z.string(), note: z.string() });

export type SealedContent = z.output<typeof sealedContent>;

/** AES-256-GCM; the place (tenant, unit, row) is bound in, so that a row copied elsewhere doesn't open. */
export function seal(key: Buffer, place: string, content: SealedContent): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function unseal(key: Buffer, place: string, sealed: Buffer): SealedContent {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(12, 28));
  const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  return sealedContent.parse(JSON.parse(text));
}
