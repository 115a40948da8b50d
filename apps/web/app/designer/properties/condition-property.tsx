import type { PackageRefusal } from '@huibao/domain/package';
import { useTranslation } from 'react-i18next';
import { ExpressionField } from '../expression/expression-field.tsx';

/** When an element, a register or a column in its rows is asked; undefined where it always is. */
export function ConditionProperty({
  value,
  fault,
  isOfColumn = false,
  onChange,
}: {
  value: string | undefined;
  fault: PackageRefusal | undefined;
  isOfColumn?: boolean;
  onChange: (source: string | undefined) => void;
}) {
  const { t } = useTranslation('designer');
  return (
    <ExpressionField
      label={t('fields.when')}
      kind="when"
      value={value ?? ''}
      fault={fault}
      placeholder={t(isOfColumn ? 'fields.columnWhenHint' : 'fields.whenHint')}
      onChange={(source) => onChange(source === '' ? undefined : source)}
    />
  );
}
