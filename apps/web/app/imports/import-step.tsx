import { Banner, Button, Dialog, Meter, type Tone } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert, useFailureText } from '../failure-alert.tsx';
import type { ImportSummary } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** How far a file is, and what can be done about it now. */
export function ImportStep({ one }: { one: ImportSummary }) {
  const { t } = useTranslation(['imports', 'common']);
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const accept = useMutation(() => client.import.accept.mutate({ importId: one.id }));
  const stop = useMutation(() => client.import.stop.mutate({ importId: one.id }));
  const { state, totals, fileName: file } = one;
  const count = totals.added + totals.changed;
  const isPartly = totals.overtaken > 0 || totals.refusedForms > 0;
  const tones: Readonly<Record<ImportSummary['state'], Tone>> = {
    reading: 'info',
    read: 'info',
    running: 'info',
    done: isPartly ? 'warn' : 'ok',
    stopped: 'warn',
    failed: 'alert',
  };
  const runAccept = async (): Promise<void> => {
    await accept.run();
    setAsking(false);
  };
  const isStoppable = state === 'reading' || state === 'read' || state === 'running';
  return (
    <>
      <Banner
        tone={tones[state]}
        role={state === 'failed' ? 'alert' : 'status'}
        end={
          isStoppable && (
            <span className="row">
              <Button disabled={stop.isBusy} onClick={() => void stop.run()}>
                {state === 'read' ? t('discard') : t('stop')}
              </Button>
              {state === 'read' && count > 0 && (
                <Button variant="primary" onClick={() => setAsking(true)}>
                  {t('accept', { count })}
                </Button>
              )}
            </span>
          )
        }
      >
        <span>
          {t(`steps.${state}`, {
            file,
            count: state === 'reading' ? totals.forms : totals.written,
            ended: totals.ended,
            forms: totals.forms,
          })}
          {state === 'failed' && one.failure && ` ${failureText(one.failure)}`}
          {state === 'done' && totals.overtaken > 0 && ` ${t('steps.overtaken', { count: totals.overtaken })}`}
          {state === 'done' && totals.refusedForms > 0 && ` ${t('steps.refusedForms', { count: totals.refusedForms })}`}
          <span className="small muted note">
            {t('by', { name: one.begunBy, at: formatInstant(one.begunAt, 'short') })}
            {one.acceptedAt !== null &&
              ` · ${t('acceptedBy', { name: one.acceptedBy ?? '', at: formatInstant(one.acceptedAt, 'short') })}`}
          </span>
        </span>
        {state === 'running' && <Meter value={totals.ended} of={totals.forms} label={t('states.running')} />}
      </Banner>
      <FailureAlert failure={accept.failure ?? stop.failure} />
      <Dialog title={t('acceptTitle')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <div className="form">
          <p>{t('acceptText', { count, units: totals.receiving, changed: totals.changed })}</p>
          <p className="muted">{t('law')}</p>
          <div className="form-actions">
            <Button onClick={() => setAsking(false)}>{t('common:actions.cancel')}</Button>
            <Button variant="primary" disabled={accept.isBusy} onClick={() => void runAccept()}>
              {t('common:actions.confirm')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
