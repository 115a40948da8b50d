import type { PackageRefusal } from '@huibao/domain/package';
import { useTranslation } from 'react-i18next';
import { ExpressionField } from '../expression/expression-field.tsx';

/** When an element or a register is asked; undefined where it always is. */
export function ConditionProperty({
  value,
  fault,
  onChange,
}: {
  value: string | undefined;
  fault: PackageRefusal | undefined;
  onChange: (source: string | undefined) => void;
}) {
  const { t } = useTranslation('designer');
  return (
    <ExpressionField
      label={t('fields.when')}
      kind="when"
      value={value ?? ''}
      fault={fault}
      placeholder={t('fields.whenHint')}
      onChange={(source) => onChange(source === '' ? undefined : source)}
    />
  );
}
