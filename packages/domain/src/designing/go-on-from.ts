import { isFormFile } from '../package/form-file.ts';
import type { DraftParts } from './draft-parts.ts';

/** A part as it is sent on; null takes it out. */
export interface CarriedPart {
  readonly name: string;
  readonly content: unknown;
}

/**
 * What goes from a draft that a colleague closed into the one that was begun to go on: of one that was published, what
 * nobody saved; of one that was discarded all of it, and nothing besides.
 */
export function partsToGoOn(
  { held, unsaved }: { readonly held: DraftParts; readonly unsaved: readonly CarriedPart[] },
  begun: Iterable<string>,
  isPublished: boolean,
): readonly CarriedPart[] {
  if (isPublished) return unsaved;
  const taken = [...begun].filter((name) => isFormFile(name) && !held.has(name));
  return [
    ...[...held].map(([name, content]) => ({ name, content })),
    ...taken.map((name) => ({ name, content: null })),
  ];
}
