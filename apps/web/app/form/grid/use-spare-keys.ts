import { momentAfter, newRowKey } from '@huibao/domain';
import { useCallback, useState } from 'react';
import { useAlive } from '../../fetched-part.tsx';

/**
 * Keys of rows to come, the same until they are used; they sort behind every row that is there, but for one that is
 * being typed into when somebody else's row comes: its input stays.
 */
export function useSpareKeys(known: readonly string[], typedIn: string | null): (index: number) => string {
  const [made] = useState<{ keys: string[] }>(() => ({ keys: [] }));
  const isDrawnByServer = !useAlive();
  return useCallback(
    (index) => {
      const last = known.at(-1) ?? '';
      // The page takes over what the server has drawn, and chance would name it otherwise: rows get own keys next.
      if (isDrawnByServer) return newRowKey(momentAfter(last) + index, new Uint8Array(10));
      made.keys = made.keys.filter((key) => key > last || (key === typedIn && !known.includes(key)));
      while (made.keys.length <= index) {
        const moment = Math.max(Date.now(), momentAfter(last), momentAfter(made.keys.at(-1)));
        made.keys.push(newRowKey(moment, crypto.getRandomValues(new Uint8Array(10))));
      }
      return made.keys[index] ?? '';
    },
    [made, known, typedIn, isDrawnByServer],
  );
}
