import { createI18n, isLoaded, loadLanguage, negotiateLocale } from '@huibao/i18n';
import type { Locale } from '@huibao/domain';
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type useLoaderData,
} from '@remix-run/react';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import '@huibao/ui/styles.css';
import { api } from './api.server.ts';
import { EarlyInput } from './early-input.tsx';
import { PartMissing } from './fetched-part.tsx';
import { LifelessPage } from './lifeless-page.tsx';
import { useNonce } from './nonce.ts';
import { UnreadBanner } from './unread-banner.tsx';

/** The signed-in person (or null) and the language, for every page. */
export async function loader({ request }: LoaderFunctionArgs) {
  // With the api away this page still has its language: the route's own loader says what is wrong.
  const asked = await api(request)
    .session.current.query()
    .then(
      (profile) => ({ profile, status: 200 }),
      () => ({ profile: null, status: 503 }),
    );
  const { profile, status } = asked;
  const chosen = /(?:^|;\s*)huibao_locale=(zh-CN|en)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const locale: Locale =
    profile?.locale ??
    (chosen === 'en' || chosen === 'zh-CN' ? chosen : negotiateLocale(request.headers.get('accept-language')));
  // Not as if nobody were signed in: a page that is read again would lose its frame by that.
  return data({ profile, locale }, { status });
}

export type RootData = ReturnType<typeof useLoaderData<typeof loader>>;

export function useRootData(): RootData | undefined {
  return useRouteLoaderData<typeof loader>('root');
}

interface Language {
  readonly i18n: ReturnType<typeof createI18n>;
  readonly locale: Locale;
  /** It couldn't be fetched. */
  readonly isMissing: boolean;
  readonly retry: () => void;
}

/** Pages stay as they are until another language is there: whoever signs in may have chosen another one. */
function useLanguage(wanted: Locale): Language {
  const [locale, setLocale] = useState(wanted);
  const [missing, setMissing] = useState<Locale | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    loadLanguage(wanted).then(
      () => isWanted && (setLocale(wanted), setMissing(null)),
      () => isWanted && setMissing(wanted),
    );
    return () => {
      isWanted = false;
    };
  }, [wanted, attempt]);
  // What is there already is spoken at once.
  const spoken = isLoaded(wanted) ? wanted : locale;
  const i18n = useMemo(() => createI18n(spoken), [spoken]);
  const retry = useCallback(() => setAttempt((one) => one + 1), []);
  return { i18n, locale: spoken, isMissing: missing === wanted, retry };
}

export function Layout({ children }: { children: ReactNode }) {
  const { i18n, locale, isMissing, retry } = useLanguage(useRootData()?.locale ?? 'zh-CN');
  const nonce = useNonce();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        <I18nextProvider i18n={i18n}>
          <LifelessPage nonce={nonce} />
          <EarlyInput nonce={nonce} />
          <div className="above-page no-print">
            {isMissing && <PartMissing what="language" onRetry={retry} />}
            <UnreadBanner />
          </div>
          {children}
        </I18nextProvider>
        <ScrollRestoration {...(nonce ? { nonce } : {})} />
        <Scripts {...(nonce ? { nonce } : {})} />
      </body>
    </html>
  );
}

export { ProblemPage as ErrorBoundary } from './page-problem.tsx';

export default function Root() {
  return <Outlet />;
}
