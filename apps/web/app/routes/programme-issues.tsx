import { localize } from '@huibao/domain';
import { PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'programmes');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('programmes:issues.title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const [programme, year] = [params.name ?? '', Number(params.year)];
    const [issues, programmes] = await Promise.all([
      client.programme.issues.query({ programme, year }),
      client.programme.list.query(),
    ]);
    return { year, issues, title: programmes.find((one) => one.name === programme)?.title ?? null };
  });

/** The issues of a programme's year, and which bureaus have adopted each. */
export default function ProgrammeIssues() {
  const { year, issues, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  const isAdded = issues.some((one) => one.isAdded);
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to="/programmes">{t('title')}</Link>
        </li>
        <li aria-current="page">{t('issues.title')}</li>
      </ol>
      <PageHead
        title={`${title ? localize(title, locale) : ''} ${t('year', { year })}`}
        note={t(isAdded ? 'issues.added' : 'issues.title')}
      />
      {issues.map(({ no, isAdded, publishedAt, adoptions }) => (
        <section key={no} className="card padded" aria-label={t('issues.no', { no })}>
          <div className="row">
            <h2>{t('issues.no', { no })}</h2>
            <span className="muted small">{t('issues.published', { at: formatInstant(publishedAt, 'date') })}</span>
          </div>
          {no === 1 && !isAdded ? (
            <p className="muted">{t('issues.first')}</p>
          ) : adoptions.length === 0 ? (
            <p className="muted">{t(isAdded ? 'issues.noneAdded' : 'issues.none')}</p>
          ) : (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('issues.bureau')}</th>
                    <th scope="col">{t('issues.period')}</th>
                    <th scope="col">{t('issues.at')}</th>
                  </tr>
                </thead>
                <tbody>
                  {adoptions.map(({ name, period, at }) => (
                    <tr key={`${name} ${period.zh}`}>
                      <th scope="row">{name}</th>
                      <td>{localize(period, locale)}</td>
                      <td className="nowrap">{formatInstant(at, 'short')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      ))}
    </>
  );
}
