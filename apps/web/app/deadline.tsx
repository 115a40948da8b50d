import { Banner } from '@huibao/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDue } from './dates.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The server's clock as it runs on: its instant at loading, and the time that has passed here since. */
export function useServerNow(serverNow: string): number {
  const loaded = Date.parse(serverNow);
  const [now, setNow] = useState(loaded);
  useEffect(() => {
    const start = performance.now();
    setNow(loaded);
    const timer = setInterval(() => setNow(loaded + performance.now() - start), 20_000);
    return () => clearInterval(timer);
  }, [loaded]);
  return now;
}

/** How long until a term is due, by the server's clock: amber under three days, red when it is over. */
export function DeadlineBanner({
  serverNow,
  dueAt,
  isDone,
  isReturned,
  children,
}: {
  serverNow: string;
  dueAt: string;
  isDone?: boolean;
  isReturned?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation('form');
  const now = useServerNow(serverNow);
  const left = Date.parse(dueAt) - now;
  const tone = isDone ? 'ok' : left <= 0 ? 'alert' : left < 3 * day || isReturned ? 'warn' : undefined;
  const rest = Math.abs(left);
  const span =
    rest >= day
      ? t('deadline.days', { days: Math.floor(rest / day), hours: Math.floor((rest % day) / hour) })
      : rest >= hour
        ? t('deadline.hours', { hours: Math.floor(rest / hour), minutes: Math.floor((rest % hour) / minute) })
        : t('deadline.minutes', { minutes: Math.max(1, Math.floor(rest / minute)) });
  const due = formatDue(dueAt);
  return (
    <Banner
      {...(tone ? { tone } : {})}
      end={
        <span>
          {isDone ? (
            t('deadline.done', { due })
          ) : (
            <>
              {left <= 0 ? t('deadline.overdue') : t('deadline.left')} <b>{span}</b>
              {t('deadline.due', { due })}
            </>
          )}
        </span>
      }
    >
      {children ?? <span />}
    </Banner>
  );
}
