import { useTranslation } from 'react-i18next';

/** Marks a number that whoever made it sees, and the public doesn't. */
export function PublicHidden() {
  const { t } = useTranslation('compare');
  return (
    <span className="public-hidden muted small" title={t('publicHiddenHint')}>
      {' '}
      {t('publicHidden')}
    </span>
  );
}
