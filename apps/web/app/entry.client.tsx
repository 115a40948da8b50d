import { loadLanguage } from '@huibao/i18n';
import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { languageOfPage } from './language-of-page.ts';

// The page came in one language, which is all that is fetched.
void loadLanguage(languageOfPage()).then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
