import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** The way on through a list that comes page by page; nothing where one page holds all. */
export function ListPages({ next }: { readonly next: string | null }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const isLater = params.has('after');
  const at = (after: string | null): string => {
    const to = new URLSearchParams(params);
    if (after === null) to.delete('after');
    else to.set('after', after);
    return `?${to}`;
  };
  if (!isLater && next === null) return null;
  return (
    <nav className="row table-more small" aria-label={t('pages.label')}>
      {isLater && <Link to={at(null)}>{t('pages.first')}</Link>}
      {next !== null && <Link to={at(next)}>{t('pages.next')}</Link>}
    </nav>
  );
}
