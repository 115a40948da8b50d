import { localize, type Localized } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { SubmissionView } from '../sync/view.ts';

/** What changed on a form that was amended while it was filled in, item by item, until it is submitted. */
export function AmendedBanner({ view: { amended } }: { view: SubmissionView }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  if (!amended) return null;
  const named = (items: readonly { readonly label: Localized }[]): string =>
    items.map(({ label }) => localize(label, locale)).join(t('amended.separator'));
  const { gained, lost, changed, rules } = amended;
  const lines = [
    ...(gained.length > 0 ? [t('amended.gained', { items: named(gained) })] : []),
    ...(lost.length > 0 ? [t('amended.lost', { items: named(lost) })] : []),
    ...(changed.length > 0 ? [t('amended.changed', { items: named(changed) })] : []),
    ...(rules.length > 0 ? [t('amended.rules', { items: named(rules.map(({ message: label }) => ({ label }))) })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Banner tone="info" role="status">
      <b>{t('amended.title')}</b>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </Banner>
  );
}
