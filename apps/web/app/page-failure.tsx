import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isPaced, waitAfter } from './another-try.ts';
import { FailureAlert, failureOfPage } from './failure-alert.tsx';

/** Why a page can't be shown; where too much was asked within a minute it comes by itself once that is over. */
export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const failure = failureOfPage(error);
  const comesBack = isPaced(failure);
  useEffect(() => {
    const failed = failureOfPage(error);
    const wait = isPaced(failed) ? waitAfter(failed, 0) : null;
    if (wait === null) return undefined;
    const timer = setTimeout(revalidate, wait);
    return () => clearTimeout(timer);
  }, [error, revalidate]);
  return (
    <div className="stack">
      <FailureAlert failure={failure} />
      {comesBack && <p role="status">{t('comesBack')}</p>}
    </div>
  );
}
