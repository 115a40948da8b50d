import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRootData } from '../root.tsx';
import { LanguageSwitch } from '../session/language-switch.tsx';

/** The frame of what anybody may read: no menu, no account. */
export function PublicPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['published', 'common']);
  const isSignedIn = Boolean(useRootData()?.profile);
  return (
    <div className="public">
      <header className="public-bar">
        <Link className="brand" to="/published">
          {t('common:product')}
          <small>{t('common:productLatin')}</small>
        </Link>
        <Link to="/published">{t('published:all')}</Link>
        <span className="spacer" />
        <LanguageSwitch />
        {isSignedIn ? (
          <Link to="/todo">{t('common:menu.todo')}</Link>
        ) : (
          <Link to="/sign-in">{t('published:signIn')}</Link>
        )}
      </header>
      <main className="public-main">{children}</main>
    </div>
  );
}
