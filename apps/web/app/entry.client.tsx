import { loadLanguage } from '@huibao/i18n';
import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';

// The page came in one language, which is all that is fetched.
void loadLanguage(document.documentElement.lang === 'en' ? 'en' : 'zh-CN').then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
