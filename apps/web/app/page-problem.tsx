import { useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageFailure } from './page-failure.tsx';

/** What is wrong outside of any frame: Remix would say it in English, without a way on. */
export function ProblemPage() {
  const error = useRouteError();
  const { t } = useTranslation();
  return (
    <PlainPage title={t('problem')}>
      <PageFailure error={error} />
    </PlainPage>
  );
}

/** `back` is where somebody came from, if that is known. */
export function PlainPage({ title, back = '/', children }: { title: string; back?: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className="centred">
      <div className="sign-in stack">
        <p className="brand-title">
          {t('product')}
          <small>{t('productLatin')}</small>
        </p>
        <section className="card padded stack" aria-labelledby="problem">
          <h1 id="problem">{title}</h1>
          {children}
        </section>
        {/* Not by the router: whatever of the page failed is fetched anew. */}
        <a href={back}>{t(back === '/' ? 'toStart' : 'goBack')}</a>
      </div>
    </main>
  );
}
