import { Button, Tag, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionName } from '../audit/action-name.tsx';
import { client } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';

type Found = Awaited<ReturnType<typeof client.platform.request.query>>;

/** By the id that somebody reads out: what it left in the trails, without whom and what, and where the logs have it. */
export function RequestLookup() {
  const { t } = useTranslation(['platform', 'audit']);
  const [request, setRequest] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const find = useMutation((input: string) => client.platform.request.query({ request: input }));
  const run = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFound((await find.run(request)) ?? null);
  };
  return (
    <section className="card padded platform-request" aria-labelledby="request">
      <h2 id="request">{t('platform:request.title')}</h2>
      <form className="row" onSubmit={(event) => void run(event)}>
        <TextField
          label={t('platform:request.label')}
          hint={t('platform:request.note')}
          name="request"
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          value={request}
          onChange={(event) => setRequest(event.target.value)}
        />
        <Button type="submit" disabled={find.isBusy}>
          {t('platform:request.find')}
        </Button>
      </form>
      <FailureAlert failure={find.failure} />
      {found && (
        <div className="stack" role="status">
          <p>
            {found.entries.length === 0
              ? t('platform:request.none')
              : t('platform:request.found', { count: found.entries.length })}
          </p>
          {found.entries.length > 0 && (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('platform:request.at')}</th>
                    <th scope="col">{t('platform:request.tenant')}</th>
                    <th scope="col">{t('platform:request.action')}</th>
                    <th scope="col">{t('platform:request.outcome')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.entries.map(({ at, tenantName, action, outcome }, no) => (
                    <tr key={no}>
                      <td className="nowrap">{formatInstant(at, 'exact')}</td>
                      <td>{tenantName}</td>
                      <td>
                        <ActionName action={action} />
                      </td>
                      <td>
                        <Tag tone={outcome === 'refused' ? 'alert' : undefined}>{t(`audit:outcomes.${outcome}`)}</Tag>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <p>
            {t('platform:request.logs')} <code className="platform-words">{`grep ${found.request}`}</code>
          </p>
        </div>
      )}
    </section>
  );
}
