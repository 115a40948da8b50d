import { isPermitted, localize } from '@huibao/domain';
import { Button, Dialog, SelectField, Tag, TextField } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportView } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { useMutation } from '../use-mutation.ts';
import { AnnulButton } from './annulment/annul-button.tsx';
import { PublicationState } from './publication-state.tsx';

type Channel = 'oa' | 'paper' | 'platform';

/** Who did what, where copies have gone, and the other versions. */
export function ProcessPanel({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const mayRecord =
    role !== undefined && isPermitted(role, 'report.send') && report.state === 'issued' && report.number !== null;
  const [recording, setRecording] = useState<ReportView['dispatches'][number] | null>(null);
  const stepLabel = (code: string): string => {
    const step = report.chain.find((one) => one.code === code);
    return step ? localize(step.label, locale) : '';
  };
  return (
    <>
      <div className="panel-part">
        <h2>{t('process.dispatches')}</h2>
        <ul className="plain-list">
          {report.dispatches.map((one) => (
            <li key={one.no}>
              <p>
                {one.addressee} <Tag>{t(`process.kinds.${one.kind}`)}</Tag>
              </p>
              <p className="row">
                <span className="small muted">
                  {one.sentAt && one.channel
                    ? t('process.sentBy', {
                        channel: t(`process.channels.${one.channel as Channel | 'system'}`),
                        at: formatInstant(one.sentAt, 'instant'),
                      })
                    : t('process.notSent')}
                  {one.receipt ? ` · ${one.receipt}` : ''}
                </span>
                <span className="spacer" />
                {mayRecord && one.kind !== 'superior' && one.sentAt === null && (
                  <Button size="small" variant="plain" onClick={() => setRecording(one)}>
                    {t('process.record')}
                  </Button>
                )}
              </p>
            </li>
          ))}
        </ul>
        {report.annulment === null && (
          <p>
            <a href={`/files/report/${report.id}/public.pdf?inline`} target="_blank" rel="noreferrer">
              {t('actions.previewPublic')}
            </a>
          </p>
        )}
        {report.publication && <PublicationState publication={report.publication} />}
        <AnnulButton report={report} />
      </div>
      <div className="panel-part">
        <h2>{t('process.decisions')}</h2>
        {report.decisions.length === 0 && <p className="muted small">{t('process.none')}</p>}
        <ol className="plain-list">
          {report.decisions.map((one, index) => (
            <li key={index}>
              <p className="row">
                <span>{stepLabel(one.step)}</span>
                <Tag tone={one.action === 'returned' || one.action === 'annulled' ? 'alert' : 'ok'}>
                  {t(`process.actions.${one.action as 'submitted'}`)}
                </Tag>
              </p>
              <p className="small muted">{t('process.line', { by: one.by, at: formatInstant(one.at, 'instant') })}</p>
              {one.comment && <p className="small">{one.comment}</p>}
            </li>
          ))}
        </ol>
      </div>
      {report.otherVersions.length > 0 && (
        <div className="panel-part">
          <h2>{t('process.versions')}</h2>
          <ul className="plain-list">
            {report.otherVersions.map((one) => (
              <li key={one.id}>
                <Link to={`/reports/${one.id}`}>{t('process.version', { no: one.version })}</Link>{' '}
                <Tag>{t(`states.${one.state}`)}</Tag>{' '}
                {one.annulledOn !== null && <Tag tone="alert">{t('annulled.head', { date: one.annulledOn })}</Tag>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <DispatchDialog reportId={report.id} dispatch={recording} onClose={() => setRecording(null)} />
    </>
  );
}

function DispatchDialog({
  reportId,
  dispatch,
  onClose,
}: {
  reportId: string;
  dispatch: ReportView['dispatches'][number] | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reports', 'common']);
  const [form, setForm] = useState<{ channel: Channel; receipt: string }>({ channel: 'oa', receipt: '' });
  const { run, isBusy, failure } = useMutation((no: number, input: typeof form) =>
    client.report.recordDispatch.mutate({ reportId, no, ...input }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (dispatch && (await run(dispatch.no, form))) {
      setForm({ channel: 'oa', receipt: '' });
      onClose();
    }
  };
  return (
    <Dialog
      title={`${t('reports:process.record')} · ${dispatch?.addressee ?? ''}`}
      isOpen={dispatch !== null}
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        <SelectField
          label={t('reports:process.channel')}
          value={form.channel}
          onChange={(event) => setForm({ ...form, channel: event.target.value as Channel })}
        >
          {(['oa', 'paper', 'platform'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`reports:process.channels.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('reports:process.receipt')}
          maxLength={100}
          value={form.receipt}
          onChange={(event) => setForm({ ...form, receipt: event.target.value })}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
