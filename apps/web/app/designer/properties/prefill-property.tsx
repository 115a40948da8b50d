import type { DataElement } from '@huibao/domain';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const shape = /^([a-z]\w*)\/([a-z]\w*)\/([a-z]\w*)$/;

/** Which element of another programme it may be filled in from, by codes: that programme may not be there yet. */
export function PrefillProperty({
  value,
  problem,
  onChange,
}: {
  readonly value: DataElement['prefilledFrom'];
  readonly problem: string | undefined;
  readonly onChange: (source: DataElement['prefilledFrom']) => void;
}) {
  const { t } = useTranslation('designer');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const written = value ? `${value.programme}/${value.form}/${value.element}` : '';
  const shown = typed ?? written;
  const told = typed !== null && typed.trim() !== '' && !shape.test(typed.trim()) ? t('fields.prefillShape') : problem;
  const type = (text: string): void => {
    const [, programme, form, element] = shape.exec(text.trim()) ?? [];
    if (programme !== undefined && form !== undefined && element !== undefined) onChange({ programme, form, element });
    else if (text.trim() === '') onChange(undefined);
    setTyped(text);
  };
  return (
    <div className="property">
      <label htmlFor={id}>{t('fields.prefilledFrom')}</label>
      <div>
        <input
          id={id}
          className="input"
          value={shown}
          placeholder={t('fields.prefillHint')}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={told !== undefined}
          aria-describedby={told === undefined ? undefined : `${id}-problem`}
          onChange={(event) => type(event.target.value)}
          onBlur={() =>
            setTyped((text) => (text !== null && (shape.test(text.trim()) || text.trim() === '') ? null : text))
          }
        />
        {told !== undefined && (
          <span className="problem" id={`${id}-problem`}>
            {told}
          </span>
        )}
      </div>
    </div>
  );
}
