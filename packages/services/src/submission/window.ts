import type { CollectionWindow } from '@huibao/domain';

/** A window as screens take it: ISO instants, ends exclusive. */
export interface CollectionTimes {
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
}

export function timesOf(window: CollectionWindow): CollectionTimes {
  return {
    opensAt: window.opensAt.toISOString(),
    dueAt: window.dueAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
  };
}

/** An extension moves the end that it lies beyond, and no other. */
export function extendWindow(window: CollectionWindow, extendedUntil: Date | null): CollectionWindow {
  return {
    opensAt: window.opensAt,
    dueAt: later(window.dueAt, extendedUntil),
    closesAt: later(window.closesAt, extendedUntil),
  };
}

/** Who sends something back may give time beyond the close; when it was due stays as it was. */
export function prolongWindow(window: CollectionWindow, mendUntil: Date | null): CollectionWindow {
  return { ...window, closesAt: later(window.closesAt, mendUntil) };
}

function later(date: Date, extension: Date | null): Date {
  return extension && extension > date ? extension : date;
}
