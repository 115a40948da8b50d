import { Banner, Button, Empty, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { PublicPage } from '../published/public-page.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('published');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('published:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  const text = (params.get('text') ?? '').trim().slice(0, 60);
  const year = /^\d{4}$/.test(params.get('year') ?? '') ? Number(params.get('year')) : null;
  const after = afterOf(params.get('after'));
  return load(request, async (client) => ({
    ...(await client.publication.list.query({ year, text, after })),
    asked: { year, text, isLater: after !== null },
  }));
}

const place = /^(\d{4})_(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/;

/** Where the page before ended, from the address; what isn't one begins anew. */
function afterOf(text: string | null) {
  const [, year, publishedOn, id] = place.exec(text ?? '') ?? [];
  return year && publishedOn && id && !Number.isNaN(Date.parse(publishedOn))
    ? { year: Number(year), publishedOn, id }
    : null;
}

export default function Published() {
  const { publications, years, hasMore, asked } = useLoaderData<typeof loader>();
  const { t } = useTranslation('published');
  const locale = useLocale();
  const isNarrowed = asked.year !== null || asked.text !== '';
  const last = publications.at(-1);
  const narrowed = new URLSearchParams({
    ...(asked.year === null ? {} : { year: String(asked.year) }),
    ...(asked.text === '' ? {} : { text: asked.text }),
  });
  const later = new URLSearchParams(narrowed);
  if (hasMore && last) later.set('after', `${last.year}_${last.publishedOn}_${last.id}`);
  return (
    <PublicPage>
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="muted">{t('lead')}</p>
        {publications.some((one) => one.isDemo) && <Banner tone="warn">{t('demo')}</Banner>}
        {years.length > 0 && (
          <Form className="row" role="search" aria-label={t('search')} key={narrowed.toString()}>
            <select className="select compact" name="year" aria-label={t('whichYear')} defaultValue={asked.year ?? ''}>
              <option value="">{t('allYears')}</option>
              {years.map((one) => (
                <option key={one} value={one}>
                  {t('year', { year: one })}
                </option>
              ))}
            </select>
            <input
              type="search"
              className="input compact"
              name="text"
              aria-label={t('search')}
              placeholder={t('search')}
              maxLength={60}
              defaultValue={asked.text}
            />
            <Button type="submit" size="small">
              {t('find')}
            </Button>
          </Form>
        )}
        {publications.length === 0 && (
          <section className="card">
            <Empty>{t(isNarrowed ? 'noneFound' : 'empty')}</Empty>
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
        {(asked.isLater || hasMore) && (
          <nav className="row" aria-label={t('pages')}>
            {asked.isLater && <Link to={`?${narrowed}`}>{t('newest')}</Link>}
            {hasMore && <Link to={`?${later}`}>{t('more')}</Link>}
          </nav>
        )}
      </div>
    </PublicPage>
  );
}
