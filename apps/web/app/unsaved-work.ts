import { useEffect } from 'react';

/** A part of the page that may hold what the server hasn't. */
export interface UnsavedPart {
  readonly count: () => number;
  /** Sends what can be sent. */
  readonly save: () => Promise<unknown>;
}

const parts = new Set<UnsavedPart>();

export function useUnsavedPart(part: UnsavedPart): void {
  useEffect(() => {
    parts.add(part);
    return () => {
      parts.delete(part);
    };
  }, [part]);
}

/** Before one signs out or changes to another unit: saves, and answers how much of the page is still unsaved. */
export async function saveWholePage(): Promise<number> {
  await Promise.all([...parts].map((part) => part.save()));
  // What was saved is known to the page once it is drawn.
  await new Promise((resolve) => setTimeout(resolve));
  return [...parts].reduce((sum, part) => sum + part.count(), 0);
}
