import { Button, Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { describeDevice } from './describe-device.ts';

export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly isThis: boolean;
}

/** Where one is signed in, to be ended one by one or all others at once. */
export function SessionsCard({ sessions }: { sessions: readonly ListedSession[] }) {
  const { t } = useTranslation('account');
  const end = useMutation((id: string) => client.session.end.mutate({ id }));
  const endOthers = useMutation(() => client.session.endOthers.mutate());
  return (
    <section className="card padded stack" aria-labelledby="sessions">
      <div className="row">
        <h2 id="sessions">{t('sessions.title')}</h2>
        <span className="spacer" />
        {sessions.length > 1 && (
          <Button size="small" disabled={endOthers.isBusy} onClick={() => void endOthers.run()}>
            {t('sessions.endOthers')}
          </Button>
        )}
      </div>
      <FailureAlert failure={end.failure ?? endOthers.failure} />
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('sessions.device')}</th>
              <th scope="col">{t('sessions.address')}</th>
              <th scope="col">{t('sessions.since')}</th>
              <th scope="col">{t('sessions.seen')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('sessions.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((one) => (
              <tr key={one.id}>
                <th scope="row">{describeDevice(one.device) || t('sessions.unknown')}</th>
                <td>{one.address}</td>
                <td className="nowrap">{formatInstant(one.createdAt, 'instant')}</td>
                <td className="nowrap">{formatInstant(one.seenAt, 'instant')}</td>
                <td className="nowrap actions-cell">
                  {one.isThis ? (
                    <Tag tone="ok">{t('sessions.this')}</Tag>
                  ) : (
                    <Button size="small" variant="plain" disabled={end.isBusy} onClick={() => void end.run(one.id)}>
                      {t('sessions.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
