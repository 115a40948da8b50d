import { Banner, Button } from '@huibao/ui';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { PageStatus } from '../../shell/page-status.tsx';
import type { FormHandle } from '../sync/use-form.ts';
import { countStuck, UnsavedDialog } from './unsaved-dialog.tsx';

/** Whether everything is saved, in the top bar; said aloud politely. */
export function SaveStatus({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
  if (form.isReadOnly) return null;
  return (
    <PageStatus>
      <span role="status">
        <StatusText form={form} t={t} />
      </span>
    </PageStatus>
  );
}

/** “Saved” stands only where nothing at all is unsaved, in another window of the form neither. */
function StatusText({ form, t }: { form: FormHandle; t: TFunction<'form'> }) {
  const { save, elsewhere } = form.state;
  const count = form.unsaved;
  if (save.phase === 'offline') return <span className="warn-text">{t('save.offline', { count })}</span>;
  if (save.phase === 'paced') return <span className="warn-text">{t('save.waiting', { count })}</span>;
  if (save.phase === 'signed_out' || save.phase === 'blocked')
    return <span className="alert-text">{t('save.stopped', { count })}</span>;
  if (countStuck(form) > 0) return <span className="alert-text">{t('save.stopped', { count })}</span>;
  if (save.phase === 'saving') return <span className="muted">{t('save.saving')}</span>;
  if (count > 0) return <span className="muted">{t('save.waiting', { count })}</span>;
  if (elsewhere > 0) return <span className="warn-text">{t('save.elsewhere', { count: elsewhere })}</span>;
  if (save.savedAt === null) return null;
  return <span className="ok-text">{t('save.saved', { at: formatMoment(save.savedAt) })}</span>;
}

/** Troubles of saving that need a person: refused as a whole, conflicts, cells found again. */
export function SaveTroubles({ form, goTo }: { form: FormHandle; goTo: (id: string) => void }) {
  const { t } = useTranslation('form');
  const { save, restored } = form.state;
  const conflicts = [...save.conflicts.keys()];
  const [isListed, setListed] = useState(false);
  const stuck = countStuck(form) - conflicts.length;
  return (
    <>
      {save.phase === 'blocked' && <FailureAlert failure={save.failure} isKept={form.state.isKept} />}
      {save.phase === 'paced' && (
        <Banner tone="warn" role="status">
          {t('save.paced', { count: form.unsaved })}
        </Banner>
      )}
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
      {stuck > 0 && (
        <Banner
          tone="alert"
          role="status"
          end={
            <Button size="small" onClick={() => setListed(true)}>
              {t('unsaved.show')}
            </Button>
          }
        >
          {t('unsaved.banner', { count: stuck })}
        </Banner>
      )}
      <UnsavedDialog form={form} isOpen={isListed} goTo={goTo} onClose={() => setListed(false)} />
      {restored > 0 && <Banner role="status">{t('save.restored', { count: restored })}</Banner>}
    </>
  );
}
