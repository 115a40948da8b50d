import { partFault } from '@huibao/domain/designing';
import type { SentPart } from './draft-store.ts';

/** What can't be a part of a draft isn't offered: nobody could go on from it. */
export function offerable(parts: readonly SentPart[]): readonly SentPart[] {
  return parts.filter(({ name, content }) => content === null || partFault(name, content) === undefined);
}
