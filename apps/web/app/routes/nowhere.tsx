import { data, type MetaFunction } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { PlainPage } from '../page-problem.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('nowhere');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('nowhere:title'));

/** An address that the site doesn't have. It is a route, so that it is said in the visitor's language. */
export const loader = () => data(null, { status: 404 });

export default function Nowhere() {
  const { t } = useTranslation('nowhere');
  return (
    <PlainPage title={t('title')}>
      <p>{t('text')}</p>
    </PlainPage>
  );
}
