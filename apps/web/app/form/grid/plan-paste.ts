import type { CellError, FormRoom, LimitReached } from '@huibao/domain';
import type { CellEdit } from '../sync/form-state.ts';
import { readText, type Place } from '../sync/places.ts';

/** A text of the clipboard that found no place: outside of the grid, or beyond the form's limits. */
export interface LeftOut {
  /** Of the block that was pasted, from 1. */
  readonly row: number;
  readonly col: number;
  readonly text: string;
  /** Null where the grid just ends. */
  readonly limit: LimitReached | null;
}

/** A place, and the row of the block that met it, from 1; null of what was typed. */
export interface Met {
  readonly row: number | null;
  readonly place: Place;
}

export interface PastePlan {
  readonly edits: readonly (CellEdit & Met)[];
  /** Not readable as what its cell asks for: it stays in the cell, unsaved. */
  readonly refused: readonly {
    readonly row: number;
    readonly place: Place;
    readonly text: string;
    readonly error: CellError;
  }[];
  readonly locked: readonly Met[];
  /** A sign for nothing (—, 无, /) made these empty, not zero. */
  readonly emptied: readonly Met[];
  readonly leftOut: readonly LeftOut[];
}

/** Lays a block of texts over the places from the one at its top left; `placeAt` is undefined outside the grid. */
export function planPaste(
  block: readonly (readonly string[])[],
  placeAt: (row: number, col: number) => Place | undefined,
  { room, year }: { readonly room: FormRoom; readonly year: number },
): PastePlan {
  const edits: PastePlan['edits'][number][] = [];
  const refused: PastePlan['refused'][number][] = [];
  const locked: Met[] = [];
  const emptied: Met[] = [];
  const leftOut: LeftOut[] = [];
  block.forEach((texts, row) => {
    texts.forEach((text, col) => {
      const place = placeAt(row, col);
      if (!place) {
        if (text.trim() !== '') leftOut.push({ row: row + 1, col: col + 1, text, limit: null });
        return;
      }
      if (place.isLocked || place.element.type === 'attachment') {
        locked.push({ row: row + 1, place });
        return;
      }
      const reading = readText(place.element, text, year);
      // Text that can't be read takes its cell too: it is going to be mended there.
      const content = reading.ok ? reading.content : { state: 'value' as const, value: text };
      const limit = room.admit({ ...place.address, ...content });
      if (limit) leftOut.push({ row: row + 1, col: col + 1, text, limit });
      else if (!reading.ok) refused.push({ row: row + 1, place, text, error: reading.error });
      else {
        edits.push({ row: row + 1, place, content: reading.content });
        if (reading.isEmptied) emptied.push({ row: row + 1, place });
      }
    });
  });
  return { edits, refused, locked, emptied, leftOut };
}

/** Over a selection that is a whole number of times as large, the block is repeated; else it stands as it is. */
export function fitToSelection(
  block: readonly (readonly string[])[],
  rows: number,
  cols: number,
): readonly (readonly string[])[] {
  const height = block.length;
  const width = Math.max(...block.map((texts) => texts.length));
  const isRepeated = (rows > height || cols > width) && rows % height === 0 && cols % width === 0;
  if (!isRepeated) return block;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: cols }, (__, col) => block[row % height]?.[col % width] ?? ''),
  );
}
