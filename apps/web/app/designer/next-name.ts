import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** So long a field that is to be named may take to come. */
const patience = 2000;

/** What was just added is named next: its first field but for the code is ready to be typed into. */
export function useNameFocus(
  holder: RefObject<HTMLElement | null>,
  isAsked: boolean,
  onDone: () => void,
  item?: string,
  fromEnd = 1,
): void {
  useEffect(() => {
    if (!isAsked) return undefined;
    const focus = (): boolean => {
      const items = item === undefined ? null : (holder.current?.querySelectorAll<HTMLElement>(item) ?? []);
      const within = items ? items[items.length - fromEnd] : holder.current;
      const name = within?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
        'input:not(.code, [type="checkbox"], [type="search"]), textarea',
      );
      name?.focus();
      name?.select();
      return name !== null && name !== undefined;
    };
    if (!holder.current || focus()) {
      onDone();
      return undefined;
    }
    // Its script may be on its way; of what has no name nobody waits for one.
    const observer = new MutationObserver(() => focus() && onDone());
    observer.observe(holder.current, { childList: true, subtree: true });
    const timer = setTimeout(onDone, patience);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [holder, isAsked, onDone, item, fromEnd]);
}

/**
 * Of a list, or of the pane of what is chosen.
 *
 * @param item the list's items
 * @param fromEnd which of them is the new one, the last being 1
 */
export function useNextName<Holder extends HTMLElement>(item?: string, fromEnd = 1) {
  const holder = useRef<Holder>(null);
  const [isAsked, setAsked] = useState(false);
  const onDone = useCallback(() => setAsked(false), []);
  useNameFocus(holder, isAsked, onDone, item, fromEnd);
  const after = (add: () => void): void => {
    add();
    setAsked(true);
  };
  return { holder, after };
}
