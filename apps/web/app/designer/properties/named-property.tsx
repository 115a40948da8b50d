import { localize, type Localized } from '@huibao/domain';
import { canDeclare, declareNamed, namedIn, type DraftParts, type NamedKind } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { useDraftCodes } from '../draft-codes.ts';
import { Property } from './fields.tsx';

/** The code of what is chosen; undefined of none. What is made for it is of the same step. */
type OnChoose = (code: string | undefined, along?: DraftParts) => void;

/** One of what the programme names elsewhere, chosen by its name; one that isn't there yet is named here. */
export function NamedProperty({
  label,
  kind,
  value,
  none,
  problem,
  onChoose,
}: {
  readonly label: string;
  readonly kind: NamedKind;
  readonly value: string | undefined;
  readonly none: string;
  readonly problem: string | undefined;
  readonly onChoose: OnChoose;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const id = useId();
  const { parts } = useDraftCodes();
  const known = namedIn(parts, kind);
  // A level names sections and groups of its own; confidential registers are the programme's.
  const canAdd = canDeclare(parts, kind);
  const [isNew, setNew] = useState(false);
  return (
    <Property label={label} id={id} problem={problem}>
      <select
        id={id}
        className="select"
        value={isNew ? newOne : (value ?? '')}
        onChange={({ target }) => {
          setNew(target.value === newOne);
          if (target.value !== newOne) onChoose(target.value === '' ? undefined : target.value);
        }}
      >
        <option value="">{none}</option>
        {known.map((one) => (
          <option key={one.code} value={one.code}>
            {nameOf(one.label, locale, t('named.unnamed'))}
          </option>
        ))}
        {value !== undefined && !known.some(({ code }) => code === value) && <option value={value}>{value}</option>}
        {canAdd && <option value={newOne}>{t(`named.new.${kind}`)}</option>}
      </select>
      {isNew && (
        <NewName
          kind={kind}
          onMade={(code, along) => {
            setNew(false);
            onChoose(code, along);
          }}
          onLeave={() => setNew(false)}
        />
      )}
    </Property>
  );
}

const newOne = '+';

/** Several of them, ticked by name. */
export function NamedChecks({
  label,
  kind,
  values,
  onChoose,
}: {
  readonly label: string;
  readonly kind: NamedKind;
  readonly values: readonly string[];
  readonly onChoose: (codes: readonly string[], along?: DraftParts) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { parts } = useDraftCodes();
  const known = namedIn(parts, kind);
  // What additions ask by is named by the programme.
  const canAdd = canDeclare(parts, kind);
  const [isNew, setNew] = useState(false);
  const gone = values.filter((code) => !known.some((one) => one.code === code));
  const listed = [...known, ...gone.map((code) => ({ code, label: { zh: code, en: code } }))];
  return (
    <fieldset className="type-list">
      <legend>{label}</legend>
      {listed.map((one) => (
        <label key={one.code} className="check">
          <input
            type="checkbox"
            checked={values.includes(one.code)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...values, one.code] : values.filter((code) => code !== one.code))
            }
          />
          {nameOf(one.label, locale, t('named.unnamed'))}
        </label>
      ))}
      {isNew ? (
        <NewName
          kind={kind}
          onMade={(code, along) => {
            setNew(false);
            onChoose([...values, code], along);
          }}
          onLeave={() => setNew(false)}
        />
      ) : (
        canAdd && (
          <button type="button" className="link" onClick={() => setNew(true)}>
            {t(`named.new.${kind}`)}
          </button>
        )
      )}
    </fieldset>
  );
}

function nameOf(label: Localized, locale: Parameters<typeof localize>[1], unnamed: string): string {
  return localize(label, locale) || unnamed;
}

function NewName({
  kind,
  onMade,
  onLeave,
}: {
  readonly kind: NamedKind;
  readonly onMade: (code: string, along: DraftParts) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('designer');
  const { parts } = useDraftCodes();
  const [name, setName] = useState('');
  const make = (): void => {
    const text = name.trim();
    if (text === '') return;
    const made = declareNamed(parts, kind, { zh: text, en: text }, t('made.newCategory'));
    onMade(made.code, made.parts);
  };
  return (
    <span className="row new-name">
      <input
        className="input"
        autoFocus
        aria-label={t(`named.new.${kind}`)}
        placeholder={t('fields.label')}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') make();
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <Button size="small" disabled={name.trim() === ''} onClick={make}>
        {t('named.add')}
      </Button>
    </span>
  );
}
