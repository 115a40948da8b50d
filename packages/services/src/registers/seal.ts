import { openText, sealText, type Keys } from '@huibao/auth';
import { z } from 'zod';

/** Who, what, and what was done. */
const sealedContent = z.object({ category: z.string(), pupil: z.string(), note: z.string() });

export type SealedContent = z.output<typeof sealedContent>;

/** The place (tenant, unit, row) is bound in, so that a row copied elsewhere doesn't open. */
export function seal(keys: Keys, place: string, content: SealedContent): Buffer {
  return sealText(keys, place, JSON.stringify(content));
}

export function unseal(keys: Keys, place: string, sealed: Buffer): SealedContent {
  return sealedContent.parse(JSON.parse(openText(keys, place, sealed)));
}
