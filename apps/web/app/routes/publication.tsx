import { Banner } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError, isRouteErrorResponse } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { PublicPage } from '../published/public-page.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? titleOf(matches, () => data.title) : titleOf(matches, (t) => t('published:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, (client) => client.publication.get.query({ id: params.id ?? '' }));

export default function Publication() {
  const publication = useLoaderData<typeof loader>();
  const { t } = useTranslation('published');
  return (
    <PublicPage>
      <div className="stack">
        {publication.isDemo && <Banner tone="warn">{t('demo')}</Banner>}
        {publication.supersededBy && (
          <Banner tone="alert" end={<Link to={`/published/${publication.supersededBy}`}>{t('newer')}</Link>}>
            {t('superseded')}
          </Banner>
        )}
        <section className="card padded row" aria-label={t('meta.label')}>
          <dl className="public-meta">
            <div>
              <dt>{t('meta.index')}</dt>
              <dd>{publication.id.slice(0, 8)}</dd>
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
              <dd>{t(publication.supersededBy ? 'meta.invalid' : 'meta.valid')}</dd>
            </div>
          </dl>
          <p className="file-links">
            <a href={`/published/${publication.id}.pdf`}>{t('pdf')}</a>{' '}
            <a href={`/published/${publication.id}.docx`}>{t('word')}</a>
          </p>
        </section>
        {/* Rendered from the frozen document, every text escaped, and stored as it was published. */}
        <article className="card official-page" lang="zh-CN" dangerouslySetInnerHTML={{ __html: publication.html }} />
      </div>
    </PublicPage>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation('published');
  const failure =
    isRouteErrorResponse(error) && error.status < 500
      ? { code: 'publication.not_found' as const, params: {} }
      : { code: 'request.failed' as const, params: {} };
  return (
    <PublicPage>
      <div className="stack">
        <h1>{t('title')}</h1>
        <FailureAlert failure={failure} />
      </div>
    </PublicPage>
  );
}
