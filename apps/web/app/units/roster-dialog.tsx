import { Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { upload, type Failure } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';

interface RosterResult {
  readonly created: readonly {
    readonly name: string;
    readonly username: string | null;
    readonly password: string | null;
  }[];
  readonly problems: readonly {
    readonly row: number;
    readonly column: string;
    readonly problem:
      | 'empty'
      | 'unknown_type'
      | 'unknown_ownership'
      | 'bad_code'
      | 'bad_date'
      | 'bad_username'
      | 'name_taken'
      | 'repeated'
      | 'no_result'
      | 'formula_error'
      | 'lost_digits';
    readonly value: string;
  }[];
}

/** Uploads a roster; its mistakes by row, or what was created. */
export function RosterDialog({
  loginSuffix,
  onClose,
  onDone,
}: {
  loginSuffix: string;
  onClose: () => void;
  onDone: (created: RosterResult['created']) => void;
}) {
  const { t } = useTranslation(['units', 'common']);
  const { revalidate } = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problems, setProblems] = useState<RosterResult['problems']>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setFailure(null);
    const result = await upload<RosterResult>('/files/roster', file);
    setBusy(false);
    if (!result.ok) setFailure(result.failure);
    else if (result.value.problems.length > 0) setProblems(result.value.problems);
    else {
      revalidate();
      onDone(result.value.created);
      onClose();
    }
  };
  return (
    <Dialog title={t('units:roster.title')} isOpen onClose={onClose} size="wide">
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>
          {t('units:roster.text')} <a href="/files/roster.xlsx">{t('units:template')}</a>
        </p>
        <p className="small muted">{t('units:roster.usernames', { suffix: loginSuffix })}</p>
        <label className="field">
          <span className="label">{t('units:roster.choose')}</span>
          <input
            type="file"
            accept=".xlsx"
            required
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setProblems([]);
            }}
          />
        </label>
        <FailureAlert failure={failure} />
        {problems.length > 0 && (
          <div role="alert">
            <p className="alert-text">{t('units:roster.problems', { count: problems.length })}</p>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('units:roster.columns.row')}</th>
                  <th scope="col">{t('units:roster.columns.column')}</th>
                  <th scope="col">{t('units:roster.columns.value')}</th>
                  <th scope="col">{t('units:roster.columns.problem')}</th>
                </tr>
              </thead>
              <tbody>
                {problems.map((one) => (
                  <tr key={`${one.row}/${one.column}/${one.problem}`}>
                    <td className="nowrap">{t('units:roster.row', { row: one.row })}</td>
                    <td>{one.column}</td>
                    <td>{one.value}</td>
                    <td>{t(`units:roster.problem.${one.problem}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy || !file}>
            {t('units:roster.run')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
