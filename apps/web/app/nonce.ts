import { createContext, useContext } from 'react';

export const NonceContext = createContext<string | undefined>(undefined);

/** The nonce of this render, for scripts written by hand; undefined in the browser. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
