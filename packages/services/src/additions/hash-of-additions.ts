import { writeAdditions, type Additions } from '@huibao/domain/additions';
import { contentHash } from '../canonical-json.ts';

/** The same for the same additions, in whichever archive and spelling they came. */
export function hashOfAdditions(additions: Additions): string {
  return contentHash(Object.fromEntries(writeAdditions(additions)));
}
