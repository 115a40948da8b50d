import { Banner, Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { PageStatus } from '../../shell/page-status.tsx';
import type { FormHandle } from '../sync/use-form.ts';

/** Whether everything is saved, in the top bar; said aloud politely. */
export function SaveStatus({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
  const { save } = form.state;
  if (form.isReadOnly) return null;
  const count = form.unsaved;
  const text =
    save.phase === 'saving' ? (
      <span className="muted">{t('save.saving')}</span>
    ) : save.phase === 'offline' ? (
      <span className="warn-text">{t('save.offline', { count })}</span>
    ) : save.phase === 'signed_out' || save.phase === 'blocked' ? (
      <span className="alert-text">{t('save.stopped', { count })}</span>
    ) : count > 0 ? (
      <span className="muted">{t('save.waiting', { count })}</span>
    ) : save.savedAt ? (
      <span className="ok-text">{t('save.saved', { at: formatInstant(save.savedAt, 'time') })}</span>
    ) : null;
  return (
    <PageStatus>
      <span role="status">{text}</span>
    </PageStatus>
  );
}

/** Troubles of saving that need a person: refused as a whole, conflicts, cells found again. */
export function SaveTroubles({ form, goTo }: { form: FormHandle; goTo: (id: string) => void }) {
  const { t } = useTranslation('form');
  const { save, restored } = form.state;
  const conflicts = [...save.conflicts.keys()];
  return (
    <>
      {save.phase === 'blocked' && <FailureAlert failure={save.failure} />}
      {save.phase === 'offline' && (
        <Banner
          tone="warn"
          role="status"
          end={
            <Button size="small" onClick={() => void form.store.queue.flush()}>
              {t('save.retry')}
            </Button>
          }
        >
          {t('save.offlineHint', { count: form.unsaved })}
        </Banner>
      )}
      {conflicts.length > 0 && (
        <Banner
          tone="alert"
          role="alert"
          end={
            <Button size="small" onClick={() => goTo(conflicts[0] ?? '')}>
              {t('conflict.show')}
            </Button>
          }
        >
          {t('conflict.banner', { count: conflicts.length })}
        </Banner>
      )}
      {restored > 0 && <Banner role="status">{t('save.restored', { count: restored })}</Banner>}
    </>
  );
}
