import { Banner, Tag } from '@huibao/ui';
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError, isRouteErrorResponse } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { FailureAlert, failureOfPage } from '../failure-alert.tsx';
import { PublicPage } from '../published/public-page.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('published');

export const meta: MetaFunction<typeof loader> = ({ data: found, matches }) =>
  found ? titleOf(matches, () => found.title) : titleOf(matches, (t) => t('published:title'));

/** What was annulled is gone: its address answers 410, with a note. */
export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const publication = await load(request, (client) => client.publication.get.query({ id: params.id ?? '' }));
  return data(publication, { status: publication.annulledOn === null ? 200 : 410 });
};

export default function Publication() {
  const publication = useLoaderData<typeof loader>();
  const { t } = useTranslation('published');
  return (
    <PublicPage>
      <div className="stack">
        {publication.isDemo && <Banner tone="warn">{t('demo')}</Banner>}
        {publication.annulledOn !== null && <AnnulledNote publication={publication} />}
        {publication.successor && (
          <Banner
            tone="alert"
            end={
              <Link to={`/published/${publication.successor.id}`}>
                {t('newer', { number: publication.successor.number })}
              </Link>
            }
          >
            {t('superseded', { date: publication.successor.publishedOn, number: publication.successor.number })}
          </Banner>
        )}
        <section className="card padded row" aria-label={t('meta.label')}>
          <dl className="public-meta">
            <div>
              <dt>{t('meta.index')}</dt>
              <dd>{publication.indexNo}</dd>
            </div>
            <div>
              <dt>{t('meta.issuer')}</dt>
              <dd lang="zh-CN">{publication.issuer}</dd>
            </div>
            <div>
              <dt>{t('meta.number')}</dt>
              <dd lang="zh-CN">{publication.number}</dd>
            </div>
            <div>
              <dt>{t('meta.issuedOn')}</dt>
              <dd>{publication.issuedOn}</dd>
            </div>
            <div>
              <dt>{t('meta.publishedOn')}</dt>
              <dd>{publication.publishedOn}</dd>
            </div>
            <div>
              <dt>{t('meta.validity')}</dt>
              <dd>{t(`meta.${validityOf(publication)}`)}</dd>
            </div>
          </dl>
          {publication.html !== null && (
            <p className="file-links">
              <a href={`/published/${publication.id}.pdf`}>{t('pdf')}</a>{' '}
              <a href={`/published/${publication.id}.docx`}>{t('word')}</a>{' '}
              {publication.html.includes('<table') && <a href={`/published/${publication.id}.xlsx`}>{t('tables')}</a>}
            </p>
          )}
        </section>
        {publication.html !== null && (
          // Rendered from the frozen document, every text escaped, and stored as it was published.
          <article className="card official-page" lang="zh-CN" dangerouslySetInnerHTML={{ __html: publication.html }} />
        )}
        {publication.earlier.length > 0 && (
          <section className="card padded" aria-labelledby="earlier">
            <h2 id="earlier">{t('earlier')}</h2>
            <ul className="plain-list">
              {publication.earlier.map((one) => (
                <li key={one.id}>
                  <Link to={`/published/${one.id}`} lang="zh-CN">
                    {one.number}
                  </Link>{' '}
                  {one.publishedOn} {one.annulledOn !== null && <Tag tone="alert">{t('annulledTag')}</Tag>}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </PublicPage>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function validityOf({ annulledOn, successor }: Shown): 'annulled' | 'invalid' | 'valid' {
  if (annulledOn !== null) return 'annulled';
  return successor ? 'invalid' : 'valid';
}

/** In both languages, whichever the reader has chosen. */
function AnnulledNote({ publication }: { publication: Shown }) {
  const { i18n } = useTranslation('published');
  const { number, annulledOn, annulledFor } = publication;
  return (['zh-CN', 'en'] as const).map((language) => {
    const t = i18n.getFixedT(language, 'published');
    return (
      <Banner key={language} tone="alert">
        <div lang={language}>
          <h1>{t('annulled.title')}</h1>
          <p>
            {t('annulled.text', {
              number,
              date: annulledOn ?? '',
              ground: t(`annulled.grounds.${annulledFor ?? 'error'}`),
            })}
          </p>
        </div>
      </Banner>
    );
  });
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation('published');
  const failure =
    isRouteErrorResponse(error) && error.status < 500
      ? { code: 'publication.not_found' as const, params: {} }
      : failureOfPage(error);
  return (
    <PublicPage>
      <div className="stack">
        <h1>{t('title')}</h1>
        <FailureAlert failure={failure} />
      </div>
    </PublicPage>
  );
}
