import { annulmentGrounds, isPermitted, type AnnulmentGround } from '@huibao/domain';
import { Button, Dialog, SelectField, Tag, TextArea, TextField } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportView } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { useMutation } from '../use-mutation.ts';

type Publication = NonNullable<ReportView['publication']>;

/** What became of the report in public; whoever issues may take it back. */
export function PublicationState({ reportId, publication }: { reportId: string; publication: Publication }) {
  const { t } = useTranslation('reports');
  const role = useRootData()?.profile?.membership.role;
  const [isAnnulling, setAnnulling] = useState(false);
  const mayAnnul = role !== undefined && isPermitted(role, 'report.annul') && publication.annulledOn === null;
  return (
    <>
      <p>
        <Link to={`/published/${publication.id}`}>{t('process.publication')}</Link>{' '}
        {publication.annulledOn !== null ? (
          <Tag tone="alert">{t('process.annulled', { date: publication.annulledOn })}</Tag>
        ) : (
          publication.isSuperseded && <Tag>{t('process.superseded')}</Tag>
        )}
      </p>
      <p className="row">
        <span className="small muted">{t('process.indexNo', { no: publication.indexNo })}</span>
        <span className="spacer" />
        {mayAnnul && (
          <Button size="small" onClick={() => setAnnulling(true)}>
            {t('annul.action')}
          </Button>
        )}
      </p>
      <AnnulDialog
        reportId={reportId}
        number={publication.number}
        isOpen={isAnnulling}
        onClose={() => setAnnulling(false)}
      />
    </>
  );
}

function AnnulDialog({
  reportId,
  number,
  isOpen,
  onClose,
}: {
  reportId: string;
  number: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reports', 'published', 'common']);
  const [ground, setGround] = useState<AnnulmentGround>('personal_data');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { run, isBusy, failure } = useMutation(() =>
    client.report.annul.mutate({ reportId, number: typed, ground, reason }),
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
