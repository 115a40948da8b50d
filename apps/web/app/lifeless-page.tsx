import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const id = 'lifeless-page';

const never = () => () => undefined;

/**
 * Of a page whose script didn't come there is only what the server wrote: this says so. Written without React, which is
 * what may be missing; once the page is alive it is gone.
 */
const script = `(function () {
  function show() { var notice = document.getElementById('${id}'); if (notice) notice.hidden = false; }
  addEventListener('error', function (event) { if (event.target && event.target.tagName === 'SCRIPT') show(); }, true);
  addEventListener('unhandledrejection', show);
  document.querySelector('#${id} button').addEventListener('click', function () { location.reload(); });
})()`;

export function LifelessPage({ nonce }: { readonly nonce: string | undefined }) {
  const { t } = useTranslation();
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
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
