import { localize, type NamedUnits } from '@huibao/domain';
import { TextField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';

/** A section's code: one of those by which forms ask, or a word of the bureau's own. */
export function SectionCodeField({
  code,
  known,
  onChange,
}: {
  code: string;
  known: readonly NamedUnits[];
  onChange: (code: string) => void;
}) {
  const { t } = useTranslation('units');
  const locale = useLocale();
  return (
    <>
      <TextField
        label={t('form.section')}
        hint={t('form.sectionHint')}
        list="section-codes"
        maxLength={40}
        pattern="[a-z0-9][a-z0-9_\-]*"
        value={code}
        onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
      />
      <datalist id="section-codes">
        {known.map((one) => (
          <option key={one.code} value={one.code}>
            {localize(one.label, locale)}
          </option>
        ))}
      </datalist>
    </>
  );
}
