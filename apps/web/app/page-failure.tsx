import { isRouteErrorResponse, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { waitAfter } from './another-try.ts';
import { FailureAlert, failureOfPage } from './failure-alert.tsx';

/** Milliseconds between two tries while the server is away. */
export const patience = 10_000;

/** When a page that couldn't be shown is asked for again; null where it would be refused, or is broken itself. */
export function waitForPage(error: unknown): number | null {
  return isRouteErrorResponse(error) ? waitAfter(failureOfPage(error), patience) : null;
}

/** Why a page can't be shown; where the server is away, or too much was asked within a minute, it comes by itself. */
export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const wait = waitForPage(error);
    if (wait === null) return undefined;
    const timer = setTimeout(revalidate, wait);
    return () => clearTimeout(timer);
  }, [error, revalidate]);
  return (
    <div className="stack">
      <FailureAlert failure={failureOfPage(error)} />
      {waitForPage(error) !== null && <p role="status">{t('comesBack')}</p>}
    </div>
  );
}
