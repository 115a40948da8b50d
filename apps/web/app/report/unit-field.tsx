import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What is printed after a figure's number; the indicator's own unit where nothing is said. */
export function UnitField({
  unit,
  own,
  onChange,
}: {
  unit: string | null;
  own: string;
  onChange: (unit: string | null) => void;
}) {
  const { t } = useTranslation('reports');
  const [text, setText] = useState(unit ?? '');
  return (
    <label className="unit-field">
      <span>{t('figure.unit')}</span>
      <input
        className="input compact"
        value={text}
        maxLength={20}
        placeholder={t('figure.unitHint', { unit: own })}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if ((text || null) !== unit) onChange(text || null);
        }}
      />
    </label>
  );
}
