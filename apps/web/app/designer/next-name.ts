import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** What was just added is named next: its first field but for the code is ready to be typed into. */
export function useNameFocus(
  holder: RefObject<HTMLElement | null>,
  isAsked: boolean,
  onDone: () => void,
  item?: string,
  fromEnd = 1,
): void {
  useEffect(() => {
    if (!isAsked) return;
    const items = item === undefined ? null : (holder.current?.querySelectorAll<HTMLElement>(item) ?? []);
    const within = items ? items[items.length - fromEnd] : holder.current;
    const name = within?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      'input:not(.code, [type="checkbox"], [type="search"]), textarea',
    );
    name?.focus();
    name?.select();
    onDone();
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
