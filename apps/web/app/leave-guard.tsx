import { Button, Dialog } from '@huibao/ui';
import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Leaving waits for what isn't saved: it is sent at once, and who can't wait is told what becomes of it. */
export function LeaveGuard({
  unsaved,
  save,
  isKept,
}: {
  readonly unsaved: number;
  readonly save: () => Promise<unknown>;
  /** Whether this computer keeps it until the page is opened again. */
  readonly isKept: boolean;
}) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  const isBlocked = blocker.state === 'blocked';
  useEffect(() => {
    if (isBlocked) void save();
  }, [isBlocked, save]);
  useEffect(() => {
    if (blocker.state === 'blocked' && unsaved === 0) blocker.proceed();
  }, [blocker, unsaved]);
  return (
    <Dialog
      title={t('leave.title')}
      isOpen={isBlocked}
      onClose={() => {
        if (blocker.state === 'blocked') blocker.reset();
      }}
    >
      <div className="stack">
        <p>{t(isKept ? 'leave.text' : 'leave.lost', { count: unsaved })}</p>
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
