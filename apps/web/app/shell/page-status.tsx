import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export const statusSlot = 'page-status';

/** What a page says of itself in the top bar (saved, saving); nothing while the server renders. */
export function PageStatus({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById(statusSlot)), []);
  return slot && createPortal(children, slot);
}
