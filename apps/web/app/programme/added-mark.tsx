import { levelOfCode } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';

/** Which level added it, of an indicator or a form that isn't the programme's own: its code says. */
export function AddedMark({ code }: { code: string }) {
  const { t } = useTranslation('common');
  const level = levelOfCode(code);
  if (level === null) return null;
  return (
    <span title={t('addedHint')}>
      {' '}
      <Tag tone="info">{t(`added.${level}`)}</Tag>
    </span>
  );
}
