import { loadLanguage } from '@huibao/i18n';
import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { languageOfPage } from './language-of-page.ts';
import { pageReadAgain, waitingFetch } from './reading-again.ts';

/**
 * Resolves once what the loaders gave is decoded, for which RemixBrowser throws a promise before all else. React must
 * not meet that promise: a press meanwhile makes it draw the page at once, which it can't (its error 345), and after
 * that it never tries again.
 */
async function dataDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (awaited) {
    if (awaited instanceof Promise) await awaited;
  }
}

window.fetch = waitingFetch(window.fetch.bind(window), () => pageReadAgain(window.__remixRouter.state));

// The page came in one language, which is all that is fetched.
void Promise.all([loadLanguage(languageOfPage()), dataDecoded()]).then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
