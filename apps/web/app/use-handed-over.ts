import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';

/**
 * What the page before handed over to this one. A browser keeps it over a reload, and the server never knew it: it is
 * there once the page has been drawn as the server drew it.
 */
export function useHandedOver<Handed>(): Handed | null {
  const { state } = useLocation() as { readonly state: Handed | null };
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return isDrawn ? state : null;
}
