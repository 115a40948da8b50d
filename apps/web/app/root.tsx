import { createI18n, isLoaded, loadLanguage, negotiateLocale } from '@huibao/i18n';
import type { Locale } from '@huibao/domain';
import type { LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type useLoaderData,
} from '@remix-run/react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import '@huibao/ui/styles.css';
import { api } from './api.server.ts';
import { useNonce } from './nonce.ts';

/** The signed-in person (or null) and the language, for every page. */
export async function loader({ request }: LoaderFunctionArgs) {
  // With the api away this page still has its language: the route's own loader says what is wrong.
  const profile = await api(request)
    .session.current.query()
    .catch(() => null);
  const chosen = /(?:^|;\s*)huibao_locale=(zh-CN|en)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const locale: Locale =
    profile?.locale ??
    (chosen === 'en' || chosen === 'zh-CN' ? chosen : negotiateLocale(request.headers.get('accept-language')));
  return { profile, locale };
}

export type RootData = ReturnType<typeof useLoaderData<typeof loader>>;

export function useRootData(): RootData | undefined {
  return useRouteLoaderData<typeof loader>('root');
}

/** Pages stay as they are until another language is there: whoever signs in may have chosen another one. */
function useLanguage(wanted: Locale): { readonly i18n: ReturnType<typeof createI18n>; readonly locale: Locale } {
  const [locale, setLocale] = useState(wanted);
  useEffect(() => {
    let isWanted = true;
    void loadLanguage(wanted).then(() => isWanted && setLocale(wanted));
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  // What is there already is spoken at once.
  const spoken = isLoaded(wanted) ? wanted : locale;
  const i18n = useMemo(() => createI18n(spoken), [spoken]);
  return { i18n, locale: spoken };
}

export function Layout({ children }: { children: ReactNode }) {
  const { i18n, locale } = useLanguage(useRootData()?.locale ?? 'zh-CN');
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
        <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
        <ScrollRestoration {...(nonce ? { nonce } : {})} />
        <Scripts {...(nonce ? { nonce } : {})} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
