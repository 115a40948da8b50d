import { useCallback, useEffect, useState, type RefObject } from 'react';

/**
 * On a narrow screen the menu is folded away behind its button. It closes where one has chosen, with Escape, which
 * gives focus back to the button, and when focus goes on into the page that it covers.
 */
export function useFoldedMenu(button: RefObject<HTMLButtonElement | null>): {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
} {
  const [isOpen, setOpen] = useState(false);
  const toggle = useCallback(() => setOpen((open) => !open), []);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOpen, button]);
  return { isOpen, toggle, close };
}
