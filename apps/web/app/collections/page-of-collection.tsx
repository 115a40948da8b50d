import { localize, type Localized } from '@huibao/domain';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';

/** The way back from a page about one term of a programme. */
export function PageOfCollection({
  programme,
  collectionId,
  period,
  title,
}: {
  programme: string;
  collectionId: string;
  period: Localized;
  title: string;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  return (
    <ol className="breadcrumb">
      <li>
        <Link to={`/collections?programme=${programme}`}>{t('title')}</Link>
      </li>
      <li>
        <Link to={`/collections/${collectionId}`}>{localize(period, locale)}</Link>
      </li>
      <li aria-current="page">{title}</li>
    </ol>
  );
}
