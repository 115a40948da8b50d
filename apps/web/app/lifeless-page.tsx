import { useTranslation } from 'react-i18next';
import { useAlive } from './fetched-part.tsx';

const id = 'lifeless-page';

/**
 * Of a page whose script didn't come there is only what the server wrote: this says so. Written without React, which is
 * what may be missing; once the page is alive it is gone. The server alone writes it.
 */
const script = import.meta.env.SSR
  ? `(function () {
  function show() { var notice = document.getElementById('${id}'); if (notice) notice.hidden = false; }
  addEventListener('error', function (event) { if (event.target && event.target.tagName === 'SCRIPT') show(); }, true);
  addEventListener('unhandledrejection', show);
  document.querySelector('#${id} button').addEventListener('click', function () { location.reload(); });
})()`
  : '';

export function LifelessPage({ nonce }: { readonly nonce: string | undefined }) {
  const { t } = useTranslation();
  const isAlive = useAlive();
  if (isAlive) return null;
  return (
    <>
      <div id={id} className="banner alert lifeless" role="alert" hidden suppressHydrationWarning>
        <div className="row">{t('missing.page')}</div>
        <div className="end">
          <button type="button" className="button small">
            {t('missing.reload')}
          </button>
        </div>
      </div>
      <script suppressHydrationWarning {...(nonce ? { nonce } : {})} dangerouslySetInnerHTML={{ __html: script }} />
    </>
  );
}
