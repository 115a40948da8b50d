import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { ActionName } from '../audit/action-name.tsx';
import { ChainVerdict } from '../audit/chain-verdict.tsx';
import { AuditDetail, useSubjectName } from '../audit/detail.tsx';
import { client } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('audit', 'deskErrors');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('audit:title'));

const kinds = [
  'access',
  'audit',
  'account',
  'bureau',
  'city',
  'collection',
  'submission',
  'report',
  'delivery',
  'ledger',
  'unit',
  'roster',
  'import',
  'file',
  'password',
  'session',
  'edition',
  'register',
  'tenant',
  'outbox',
  'quota',
  'analysis',
  'indicator',
  'extension',
  'part',
  'additions',
  'draft',
  'section',
  'unit_type',
] as const;

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const [before, action] = [params.get('before'), params.get('action')];
  return load(request, (client) =>
    client.audit.list.query({ ...(before ? { before } : {}), ...(action ? { action: `${action}.` } : {}) }),
  );
}

export default function Audit() {
  const { entries, nextBefore, ...names } = useLoaderData<typeof loader>();
  const { t } = useTranslation('audit');
  const subjectName = useSubjectName();
  const [params, setParams] = useSearchParams();
  const [verdict, setVerdict] = useState<Awaited<ReturnType<typeof client.audit.checkChain.query>> | null>(null);
  const check = useMutation(() => client.audit.checkChain.query());
  const run = async (): Promise<void> => setVerdict((await check.run()) ?? null);
  const older = new URLSearchParams(params);
  if (nextBefore) older.set('before', nextBefore);
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <select
              className="select compact"
              aria-label={t('filter')}
              value={params.get('action') ?? ''}
              onChange={(event) => setParams(event.target.value ? { action: event.target.value } : {})}
            >
              <option value="">{t('all')}</option>
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`actions.${kind}`)}
                </option>
              ))}
            </select>
            <Button variant="primary" disabled={check.isBusy} onClick={() => void run()}>
              {t('check')}
            </Button>
          </>
        }
      />
      <FailureAlert failure={check.failure} />
      {verdict && <ChainVerdict verdict={verdict} />}
      <section className="card">
        {entries.length === 0 ? (
          <Empty>{t('empty')}</Empty>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="num">
                    {t('columns.no')}
                  </th>
                  <th scope="col">{t('columns.at')}</th>
                  <th scope="col">{t('columns.who')}</th>
                  <th scope="col">{t('columns.action')}</th>
                  <th scope="col">{t('columns.subject')}</th>
                  <th scope="col">{t('columns.detail')}</th>
                  <th scope="col">{t('columns.outcome')}</th>
                  <th scope="col">{t('columns.request')}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.seq}>
                    <td className="num">{entry.seq}</td>
                    <td className="nowrap">{formatInstant(entry.at, 'instant')}</td>
                    <td className="nowrap">{entry.userName}</td>
                    <td className="nowrap">
                      <ActionName action={entry.action} />
                    </td>
                    <Subject id={entry.subject} name={subjectName(entry, names)} />
                    <td className="small detail">
                      <AuditDetail entry={entry} names={names} />
                    </td>
                    <td>
                      <Tag tone={entry.outcome === 'refused' ? 'alert' : undefined}>
                        {t(`outcomes.${entry.outcome}`)}
                      </Tag>
                    </td>
                    {/* Its beginning is enough to find it in a log by. */}
                    <td className="small muted" title={entry.requestId}>
                      {entry.requestId?.slice(0, 8)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <div className="row">
        {params.has('before') && (
          <Link to={params.get('action') ? `?action=${params.get('action')}` : '?'}>{t('newest')}</Link>
        )}
        {nextBefore && <Link to={`?${older}`}>{t('older')}</Link>}
      </div>
    </>
  );
}

/** An id that nothing is called by is cut short: as a whole it says nothing more. */
function Subject({ id, name }: { id: string; name: string }) {
  return (
    <td className={name === id ? 'small muted subject' : 'small detail'} title={id}>
      {name}
    </td>
  );
}
