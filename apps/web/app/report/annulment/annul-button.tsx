import { annulmentGrounds, isPermitted, type AnnulmentGround } from '@huibao/domain';
import { Button, Dialog, SelectField, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { ReportView } from '../../outputs.ts';
import { useRootData } from '../../root.tsx';
import { useMutation } from '../../use-mutation.ts';
import { standingVersions, VersionLinks } from './version-links.tsx';

/** 作废: whoever issues may take back what was signed, for good. */
export function AnnulButton({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const role = useRootData()?.profile?.membership.role;
  const [isAnnulling, setAnnulling] = useState(false);
  const isIssued = report.state === 'issued' || report.state === 'superseded';
  const { number } = report;
  if (role === undefined || !isPermitted(role, 'report.annul')) return null;
  if (!isIssued || number === null || report.annulment !== null) return null;
  return (
    <div className="row">
      <span className="spacer" />
      <Button size="small" onClick={() => setAnnulling(true)}>
        {t('annul.action')}
      </Button>
      <AnnulDialog report={report} number={number} isOpen={isAnnulling} onClose={() => setAnnulling(false)} />
    </div>
  );
}

function AnnulDialog({
  report,
  number,
  isOpen,
  onClose,
}: {
  report: ReportView;
  number: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reports', 'published', 'common']);
  const [ground, setGround] = useState<AnnulmentGround>('personal_data');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const others = standingVersions(report);
  const { run, isBusy, failure } = useMutation(() =>
    client.report.annul.mutate({ reportId: report.id, number: typed, ground, reason }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await run()) === undefined) return;
    setReason('');
    setTyped('');
    onClose();
  };
  return (
    <Dialog title={t('reports:annul.title')} isOpen={isOpen} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('reports:annul.text')}</p>
        {report.state === 'issued' && <p>{t('reports:annul.keep')}</p>}
        {others.length > 0 && <p>{t('reports:annul.others')}</p>}
        <VersionLinks versions={others} />
        <SelectField
          label={t('reports:annul.ground')}
          value={ground}
          onChange={(event) => setGround(event.target.value as AnnulmentGround)}
        >
          {annulmentGrounds.map((one) => (
            <option key={one} value={one}>
              {t(`published:annulled.grounds.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextArea
          label={t('reports:annul.reason')}
          required
          minLength={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          label={t('reports:annul.number', { number })}
          required
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || typed.trim() !== number}>
            {t('reports:annul.action')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
