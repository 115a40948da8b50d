import { Banner, Empty, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { PublicPage } from '../published/public-page.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('published');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('published:title'));

export const loader = ({ request }: LoaderFunctionArgs) => load(request, (client) => client.publication.list.query());

export default function Published() {
  const publications = useLoaderData<typeof loader>();
  const { t } = useTranslation('published');
  const locale = useLocale();
  return (
    <PublicPage>
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="muted">{t('lead')}</p>
        {publications.some((one) => one.isDemo) && <Banner tone="warn">{t('demo')}</Banner>}
        {publications.length === 0 && (
          <section className="card">
            <Empty>{t('empty')}</Empty>
          </section>
        )}
        {[...Map.groupBy(publications, (one) => one.year)].map(([year, group]) => (
          <section key={year} className="card" aria-labelledby={`year-${year}`}>
            <h2 id={`year-${year}`} className="card-title">
              {t('year', { year })}
            </h2>
            <div className="table-scroll">
              <table className="table publications">
                <thead>
                  <tr>
                    <th scope="col">{t('columns.title')}</th>
                    <th scope="col">{t('columns.issuer')}</th>
                    <th scope="col">{t('columns.number')}</th>
                    <th scope="col">{t('columns.publishedOn')}</th>
                    <th scope="col">{t('columns.files')}</th>
                  </tr>
                </thead>
                <tbody>
                  {group.map((one) => (
                    <tr key={one.id}>
                      <th scope="row" lang="zh-CN">
                        <Link to={`/published/${one.id}`}>{one.title}</Link>{' '}
                        {one.annulledOn !== null && (
                          <Tag tone="alert">
                            <span lang={locale}>{t('annulledTag')}</span>
                          </Tag>
                        )}
                      </th>
                      <td lang="zh-CN">{one.issuer}</td>
                      <td lang="zh-CN" className="nowrap">
                        {one.number}
                      </td>
                      <td className="nowrap">{one.publishedOn}</td>
                      <td className="nowrap file-links">
                        <Link to={`/published/${one.id}`} aria-label={`${one.title} ${t('page')}`}>
                          {t('page')}
                        </Link>{' '}
                        {one.annulledOn === null && (
                          <>
                            <a href={`/published/${one.id}.pdf`} aria-label={`${one.title} ${t('pdf')}`}>
                              {t('pdf')}
                            </a>{' '}
                            <a href={`/published/${one.id}.docx`} aria-label={`${one.title} ${t('word')}`}>
                              {t('word')}
                            </a>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        ))}
      </div>
    </PublicPage>
  );
}
