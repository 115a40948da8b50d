import { useEffect, useState } from 'react';
import { client } from '../client.ts';
import type { Account } from '../outputs.ts';

/**
 * Somebody about whom a dialog is open, as they are now: while their roles come and go they may come to stand on
 * another page of the list, or not to be what is searched for any more.
 */
export function useAccountNow(asked: Account | null, listed: readonly Account[]): Account | null {
  const [elsewhere, setElsewhere] = useState<Account | null>(null);
  const here = listed.find(({ userId }) => userId === asked?.userId);
  useEffect(() => {
    if (!asked || here) return undefined;
    let isGone = false;
    client.account.list.query({ search: asked.username }).then(
      ({ accounts }) => isGone || setElsewhere(accounts.find(({ userId }) => userId === asked.userId) ?? null),
      // They stay as they were; what is done about them is refused where it isn't so any more.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
    // Each time the list is read again.
  }, [asked, here, listed]);
  return here ?? (elsewhere?.userId === asked?.userId ? elsewhere : asked);
}
