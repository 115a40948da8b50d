import { useEffect, useState } from 'react';
import { client } from '../../client.ts';

type Watched = Awaited<ReturnType<typeof client.report.watch.query>>;

const pause = 15_000;

/** Asks now and then, while the page is seen, whether a colleague has changed anything; null until the first answer. */
export function useWatch(reportId: string, isOn: boolean): Watched | null {
  const [watched, setWatched] = useState<Watched | null>(null);
  useEffect(() => {
    if (!isOn) return undefined;
    let isGone = false;
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return;
      client.report.watch.query({ reportId }).then(
        (answer) => {
          if (!isGone) setWatched(answer);
        },
        // Offline, or signed out: the next save says so.
        () => undefined,
      );
    };
    ask();
    const timer = setInterval(ask, pause);
    document.addEventListener('visibilitychange', ask);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [reportId, isOn]);
  return watched;
}
