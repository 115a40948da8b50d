import { useEffect, useMemo, useRef } from 'react';
import { useUnsavedPart } from './unsaved-work.ts';

/** Text in a box that only its button sends: leaving the site or signing out asks first. */
export function useUnsavedText(count: number): void {
  const now = useRef(count);
  now.current = count;
  useUnsavedPart(useMemo(() => ({ count: () => now.current, save: () => Promise.resolve() }), []));
  const isUnsaved = count > 0;
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
}
