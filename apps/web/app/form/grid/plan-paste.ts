import type { CellError } from '@huibao/domain';
import type { CellEdit } from '../sync/form-store.ts';
import { readText, type Place } from '../sync/places.ts';

export interface PastePlan {
  readonly edits: readonly CellEdit[];
  readonly locked: readonly Place[];
  readonly refused: readonly { readonly place: Place; readonly text: string; readonly error: CellError }[];
  /** A sign for nothing (—, 无, /) made these empty, not zero. */
  readonly emptied: readonly Place[];
  /** Texts that fell outside the grid. */
  readonly outside: number;
}

/** Lays a block of texts over the places from the one at its top left; `placeAt` is undefined outside the grid. */
export function planPaste(
  block: readonly (readonly string[])[],
  placeAt: (row: number, col: number) => Place | undefined,
): PastePlan {
  const edits: CellEdit[] = [];
  const locked: Place[] = [];
  const refused: PastePlan['refused'][number][] = [];
  const emptied: Place[] = [];
  let outside = 0;
  block.forEach((texts, row) => {
    texts.forEach((text, col) => {
      const place = placeAt(row, col);
      if (!place) {
        if (text.trim() !== '') outside += 1;
      } else if (place.isLocked || place.element.type === 'attachment') locked.push(place);
      else {
        const reading = readText(place.element, text);
        if (!reading.ok) refused.push({ place, text, error: reading.error });
        else {
          edits.push({ place, content: reading.content });
          if (reading.isEmptied) emptied.push(place);
        }
      }
    });
  });
  return { edits, locked, refused, emptied, outside };
}

/** One text over a whole selection; else the block as it is. */
export function fitToSelection(
  block: readonly (readonly string[])[],
  rows: number,
  cols: number,
): readonly (readonly string[])[] {
  const only = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined;
  return only === undefined ? block : Array.from({ length: rows }, () => Array.from({ length: cols }, () => only));
}
