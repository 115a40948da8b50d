import { Banner, Button } from '@huibao/ui';
import { useLocation, useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { waitAfter } from './another-try.ts';
import { patience } from './page-failure.tsx';
import { addressOf, useUnread } from './reading-again.ts';

/** That the page on screen couldn't be read again, and stays as it was read before; it is read once more by itself. */
export function UnreadBanner() {
  const { t } = useTranslation();
  const unread = useUnread();
  const page = addressOf(useLocation());
  const { state, revalidate } = useRevalidator();
  const isReading = [state, useNavigation().state].includes('loading');
  const told = unread?.page === page ? unread : null;
  useEffect(() => {
    if (!told) return undefined;
    // A jump within the page may have called the reading off.
    const wait = isReading ? told.failure && waitAfter(told.failure, patience) : 0;
    if (wait === null) return undefined;
    const timer = setTimeout(revalidate, wait);
    return () => clearTimeout(timer);
  }, [told, isReading, revalidate]);
  return (
    told && (
      <Banner
        tone="warn"
        role="alert"
        end={
          <Button size="small" onClick={revalidate}>
            {t('actions.retry')}
          </Button>
        }
      >
        {t(told.failure ? 'unread.away' : 'unread.refused')}
      </Banner>
    )
  );
}
