import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { drawnWhole, windowOf, type RowFrame, type WindowItem } from './row-window.ts';

const usualHeight = 35;

/** Keeps a long register light: only rows in sight of its frame are drawn, each as tall as it was when it was. */
export function useRowWindow(
  keys: readonly string[],
  active: number,
  /** Another object when what the rows hold has changed. */
  contents: unknown,
): {
  readonly frameRef: RefObject<HTMLDivElement>;
  readonly items: readonly WindowItem[];
  readonly onScroll: () => void;
} {
  const frameRef = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<RowFrame>({ top: 0, height: 800 });
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const isWindowed = keys.length > drawnWhole;
  const onScroll = useCallback((): void => {
    const element = frameRef.current;
    if (!element) return;
    // Not for each pixel: the rows beyond the edges last for some.
    const top = Math.floor(element.scrollTop / 200) * 200;
    const height = element.clientHeight + 200;
    setFrame((now) => (now.top === top && now.height === height ? now : { top, height }));
  }, []);
  useLayoutEffect(onScroll, [onScroll, isWindowed]);
  const items = useMemo(
    () =>
      windowOf(
        keys.map((key) => heights.get(key) ?? usualHeight),
        frame,
        active,
      ),
    [keys, heights, frame, active],
  );
  const drawn = items.flatMap((item) => (item.kind === 'row' ? [item.index] : []));
  const range = `${drawn[0] ?? 0}-${drawn.at(-1) ?? 0}`;
  // What is drawn says how tall it is; text that wraps makes rows of several lines. A pixel more or less is its
  // neighbour's border.
  useLayoutEffect(() => {
    if (!isWindowed) return;
    setHeights((now) => {
      const changed = new Map<string, number>();
      for (const row of frameRef.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? []) {
        const key = row.dataset.row ?? '';
        if (Math.abs((now.get(key) ?? usualHeight) - row.offsetHeight) > 2) changed.set(key, row.offsetHeight);
      }
      return changed.size === 0 ? now : new Map([...now, ...changed]);
    });
  }, [isWindowed, range, contents]);
  return { frameRef, items, onScroll };
}
