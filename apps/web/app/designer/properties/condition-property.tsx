import { useTranslation } from 'react-i18next';
import { TextProperty } from './fields.tsx';

/** When an element or a register is asked; undefined where it always is. */
export function ConditionProperty({
  value,
  problem,
  onChange,
}: {
  value: string | undefined;
  problem: string | undefined;
  onChange: (source: string | undefined) => void;
}) {
  const { t } = useTranslation('designer');
  return (
    <TextProperty
      label={t('fields.when')}
      value={value ?? ''}
      problem={problem}
      isLong
      placeholder={t('fields.whenHint')}
      onChange={(source) => onChange(source === '' ? undefined : source)}
    />
  );
}
