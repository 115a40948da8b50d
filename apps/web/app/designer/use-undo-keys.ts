import { useEffect } from 'react';
import type { DraftHandle } from './use-draft.ts';

/** Ctrl+Z and Ctrl+Y of the draft, outside of what has its own. */
export function useUndoKeys({ store }: DraftHandle): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      if (!(event.ctrlKey || event.metaKey) || target?.closest('.designer-trial, dialog')) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) store.redo();
      else store.undo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store]);
}
