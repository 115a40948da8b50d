/** A row that is drawn, or the room that rows out of sight take. */
export type WindowItem =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'gap'; readonly id: string; readonly height: number };

export interface RowFrame {
  /** What is scrolled past, and what is in sight, in pixels below the first row. */
  readonly top: number;
  readonly height: number;
}

/** Fewer rows than this are all drawn: they are searched and printed as they are. */
export const drawnWhole = 60;
/** Rows drawn beyond each edge, so that a turn of the wheel shows no gap. */
const beyond = 12;

/**
 * Of many rows those in sight, and always the active one: its input holds the focus and what is being typed, an input
 * method's text too, wherever the page is scrolled to.
 */
export function windowOf(heights: readonly number[], frame: RowFrame, active: number): readonly WindowItem[] {
  const count = heights.length;
  if (count <= drawnWhole) return heights.map((_, index) => ({ kind: 'row', index }));
  let [first, last, sum] = [0, count - 1, 0];
  for (let index = 0; index < count; index += 1) {
    const height = heights[index] ?? 0;
    if (sum + height <= frame.top) first = index + 1;
    if (sum < frame.top + frame.height) last = index;
    sum += height;
  }
  first = Math.max(0, Math.min(first, count - 1) - beyond);
  last = Math.min(count - 1, last + beyond);
  const items: WindowItem[] = [];
  let gap = 0;
  const close = (id: string): void => {
    if (gap > 0) items.push({ kind: 'gap', id, height: gap });
    gap = 0;
  };
  for (let index = 0; index < count; index += 1) {
    if ((index >= first && index <= last) || index === active) {
      close(index > last ? 'below' : index === first ? 'above' : `before-${index}`);
      items.push({ kind: 'row', index });
    } else gap += heights[index] ?? 0;
  }
  close('end');
  return items;
}
