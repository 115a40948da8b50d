import { isPermitted } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { useProgramme } from '../programme/use-programme.ts';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'reports');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('reports:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  loadOfProgramme(request, (client, programme) => client.report.list.query({ programme }));

const tones = { drafting: 'info', in_approval: 'warn', issued: 'ok', superseded: undefined } as const;
const deliveryTones = { pending: 'info', accepted: 'ok', returned: 'alert' } as const;

export default function Reports() {
  const { reports, uncompiledYears, hasSuperior } = useLoaderData<typeof loader>();
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const programme = useProgramme();
  const role = useRootData()?.profile?.membership.role;
  const { run, isBusy, failure } = useMutation((year: number) => client.report.compile.mutate({ programme, year }));
  const mayWrite = role !== undefined && isPermitted(role, 'report.write');
  const compile = async (year: number): Promise<void> => {
    const made = await run(year);
    if (made) navigate(`/reports/${made.reportId}`);
  };
  return (
    <>
      <PageHead
        title={t('title')}
        {...(mayWrite && uncompiledYears.length > 0 ? { note: t('list.compileHint') } : {})}
        actions={
          mayWrite &&
          uncompiledYears.map((year, index) => (
            <Button
              key={year}
              {...(index === 0 ? { variant: 'primary' as const } : {})}
              disabled={isBusy}
              onClick={() => void compile(year)}
            >
              {t('list.compile', { year })}
            </Button>
          ))
        }
      />
      <FailureAlert failure={failure} />
      <section className="card">
        {reports.length === 0 ? (
          <Empty>{t('list.empty')}</Empty>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('list.year')}</th>
                  <th scope="col">{t('list.state')}</th>
                  <th scope="col">{t('list.number')}</th>
                  <th scope="col">{t('list.issued')}</th>
                  {hasSuperior && <th scope="col">{t('list.delivery')}</th>}
                  <th scope="col">{t('list.published')}</th>
                </tr>
              </thead>
              <tbody>
                {reports.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={`/reports/${one.id}`}>{t('year', { year: one.year })}</Link>
                      {one.version > 1 && (
                        <>
                          {' '}
                          <Tag>{t('list.version', { no: one.version })}</Tag>
                        </>
                      )}
                    </th>
                    <td>
                      <Tag tone={tones[one.state]}>{t(`states.${one.state}`)}</Tag>{' '}
                      {one.annulledOn !== null && (
                        <Tag tone="alert">{t('annulled.head', { date: one.annulledOn })}</Tag>
                      )}
                    </td>
                    <td>{one.number ?? t('list.none')}</td>
                    <td>{one.issuedOn ?? t('list.none')}</td>
                    {hasSuperior && (
                      <td>
                        {one.delivery ? (
                          <Tag tone={deliveryTones[one.delivery]}>{t(`delivery.${one.delivery}`)}</Tag>
                        ) : (
                          t('delivery.none')
                        )}
                      </td>
                    )}
                    <td>
                      {one.publicationId ? (
                        <Link to={`/published/${one.publicationId}`}>{one.publishedOn}</Link>
                      ) : (
                        t('list.none')
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
