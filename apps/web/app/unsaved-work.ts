import { countHalfFilled } from '@huibao/ui';
import { useEffect } from 'react';
import { uploadsUnderWay } from './uploads.ts';

/** A part of the page that may hold what the server hasn't. */
export interface UnsavedPart {
  readonly count: () => number;
  /** Sends what can be sent. */
  readonly save: () => Promise<unknown>;
  /** Whether this computer keeps it until the page is opened again. */
  readonly isKept: () => boolean;
}

export interface Unsaved {
  readonly count: number;
  readonly isKept: boolean;
}

/** What only a button sends can't be saved in passing. */
const halfFilledForms: UnsavedPart = {
  count: () => countHalfFilled(),
  save: () => Promise.resolve(),
  isKept: () => false,
};

const uploads: UnsavedPart = {
  count: uploadsUnderWay,
  save: () => Promise.resolve(),
  isKept: () => false,
};

const parts = new Set<UnsavedPart>([halfFilledForms, uploads]);

export function useUnsavedPart(part: UnsavedPart): void {
  useEffect(() => {
    parts.add(part);
    return () => {
      parts.delete(part);
    };
  }, [part]);
}

export function unsavedWork(): Unsaved {
  const unsaved = [...parts].filter((part) => part.count() > 0);
  return {
    count: unsaved.reduce((sum, part) => sum + part.count(), 0),
    isKept: unsaved.every((part) => part.isKept()),
  };
}

/** Before one leaves, signs out or changes to another unit: saves, and answers what of the page is still unsaved. */
export async function saveWholePage(): Promise<Unsaved> {
  await Promise.all([...parts].map((part) => part.save()));
  // What was saved is known to the page once it is drawn.
  await new Promise((resolve) => setTimeout(resolve));
  return unsavedWork();
}
