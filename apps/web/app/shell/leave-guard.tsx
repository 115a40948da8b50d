import { Button, Dialog, watchForms } from '@huibao/ui';
import { useBlocker } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveWholePage, unsavedWork, type Unsaved } from '../unsaved-work.ts';

const pause = 500;

/**
 * Leaving a page waits for what isn't saved: it is sent at once, and who can't wait is told what becomes of it. One for
 * all pages: the router asks one alone.
 */
export function LeaveGuard() {
  const { t } = useTranslation();
  const [left, setLeft] = useState<Unsaved | null>(null);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && unsavedWork().count > 0,
  );
  useEffect(watchForms, []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (unsavedWork().count > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  useEffect(() => {
    if (blocker.state !== 'blocked') return undefined;
    const goOn = (unsaved: Unsaved): void => {
      if (unsaved.count === 0) blocker.proceed();
      else setLeft(unsaved);
    };
    void saveWholePage().then(goOn);
    // A save that is under way, or tried again, may still come through.
    const timer = setInterval(() => goOn(unsavedWork()), pause);
    return () => {
      clearInterval(timer);
      setLeft(null);
    };
  }, [blocker]);
  return (
    <Dialog
      title={t('leave.title')}
      isOpen={blocker.state === 'blocked' && left !== null}
      onClose={() => blocker.reset?.()}
    >
      <div className="stack">
        <p>{t(left?.isKept ? 'leave.text' : 'leave.lost', { count: left?.count ?? 0 })}</p>
        <div className="form-actions">
          <Button onClick={() => blocker.proceed?.()}>{t('leave.leave')}</Button>
          <Button variant="primary" onClick={() => blocker.reset?.()}>
            {t('leave.stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
