import { Link, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** As many as the server answers at a time. */
const rowsOfPage = 50;

/** The way to the pages before and after; nothing where one page holds all. */
export function Pages({ page, all }: { page: number; all: number }) {
  const { t } = useTranslation('imports');
  const [params] = useSearchParams();
  const pages = Math.max(1, Math.ceil(all / rowsOfPage));
  if (pages === 1 && page === 1) return null;
  const to = (other: number): string => {
    const next = new URLSearchParams(params);
    next.set('page', String(other));
    next.delete('unit');
    return `?${next}`;
  };
  return (
    <p className="table-note row">
      {page > 1 && <Link to={to(page - 1)}>{t('pages.previous')}</Link>}
      <span>{t('pages.at', { page, pages })}</span>
      {page < pages && <Link to={to(page + 1)}>{t('pages.next')}</Link>}
    </p>
  );
}
