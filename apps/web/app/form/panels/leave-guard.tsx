import { Button, Dialog } from '@huibao/ui';
import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormHandle } from '../sync/use-form.ts';

/** Leaving waits for what isn't saved: it is sent at once, and who can't wait is told what stays behind. */
export function LeaveGuard({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
  const { store, unsaved } = form;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  const isBlocked = blocker.state === 'blocked';
  useEffect(() => {
    if (isBlocked) void store.saveAll();
  }, [isBlocked, store]);
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
        <p>{t(form.state.isKept ? 'leave.text' : 'leave.lost', { count: unsaved })}</p>
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
