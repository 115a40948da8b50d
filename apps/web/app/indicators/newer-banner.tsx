import { Banner, Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { IndicatorForm } from './indicator-form.ts';
import type { FormField } from './merge-forms.ts';

/** What somebody saved meanwhile, taken into the form. */
export interface Newer {
  readonly version: number;
  readonly form: IndicatorForm;
  readonly both: readonly FormField[];
}

const whom: ReadonlySet<FormField> = new Set(['kind', 'typesMode', 'types', 'ownership', 'sections', 'unitGroup']);

export function NewerBanner({ newer, onTakeTheirs }: { newer: Newer; onTakeTheirs: () => void }) {
  const { t } = useTranslation('indicators');
  const nameOf = (field: FormField): string => {
    if (whom.has(field)) return t('parts.whom');
    switch (field) {
      case 'of':
      case 'second':
        return t('parts.what');
      case 'style':
        return t('fields.format');
      case 'asBase':
        return t('parts.shown');
      default:
        return t(`fields.${field as 'labelZh'}`);
    }
  };
  const names = [...new Set(newer.both.map(nameOf))];
  return (
    <Banner
      tone="warn"
      role="alert"
      end={
        <Button size="small" onClick={onTakeTheirs}>
          {t('newer.take')}
        </Button>
      }
    >
      <div>
        <p>{t('newer.told', { version: newer.version })}</p>
        {names.length > 0 && <p>{t('newer.both', { fields: names.join(t('reading.separator')) })}</p>}
      </div>
    </Banner>
  );
}
