import type { Localized } from '@huibao/domain';
import type { CodeName, DraftParts, PartPath } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { useTranslation } from 'react-i18next';
import { useId, type ReactNode } from 'react';
import { useCodeInput } from '../draft-codes.ts';
import type { Chosen } from '../outline/nodes.ts';

/** What every property works with: the piece, how it is changed, and what is wrong at a place of it. */
export interface Properties<Item> {
  readonly item: Item;
  readonly chosen: Chosen;
  /** Undefined takes the key out; other parts may change in the same step. */
  readonly change: (key: PartPath, value: unknown, along?: DraftParts) => void;
  readonly problemAt: (key: PartPath) => string | undefined;
}

/** Of a piece that holds expressions: what is wrong with one is marked in it. */
export interface PropertiesWithExpressions<Item> extends Properties<Item> {
  readonly faultAt: (key: PartPath) => PackageRefusal | undefined;
}

export function Property({
  label,
  id,
  problem,
  children,
}: {
  readonly label: string;
  readonly id: string;
  readonly problem: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="property">
      <label htmlFor={id}>{label}</label>
      <div>
        {children}
        {problem !== undefined && (
          <span className="problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}

interface Common {
  readonly label: string;
  readonly problem?: string | undefined;
  readonly isLocked?: boolean;
}

export function TextProperty({
  label,
  value,
  problem,
  isLocked = false,
  isLong = false,
  placeholder,
  onChange,
}: Common & {
  readonly value: string;
  readonly isLong?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const shared = {
    id,
    value,
    readOnly: isLocked,
    placeholder,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
  };
  return (
    <Property label={label} id={id} problem={problem}>
      {isLong ? (
        <textarea {...shared} className="textarea" rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} className="input" onChange={(event) => onChange(event.target.value)} />
      )}
    </Property>
  );
}

export function CodeProperty({
  label,
  of,
  problem,
  isLocked = false,
}: Common & {
  /** Whose it is, as it is now. */
  readonly of: CodeName;
}) {
  const id = useId();
  const { refused, input } = useCodeInput(of);
  const told = refused ?? problem;
  return (
    <Property label={label} id={id} problem={told}>
      <input
        id={id}
        className="input code"
        readOnly={isLocked}
        aria-invalid={told !== undefined}
        aria-describedby={told === undefined ? undefined : `${id}-problem`}
        {...input}
      />
    </Property>
  );
}

/** A text in both languages: English is what the Chinese is, until it is written by itself. */
export function BothProperty({
  label,
  value,
  problem,
  isLong = false,
  onChange,
}: Common & {
  readonly value: Localized;
  readonly isLong?: boolean;
  readonly onChange: (value: Localized) => void;
}) {
  const { t } = useTranslation('designer');
  const isAlike = value.en === value.zh;
  return (
    <>
      <TextProperty
        label={label}
        value={value.zh}
        problem={problem}
        isLong={isLong}
        onChange={(zh) => onChange({ zh, en: isAlike ? zh : value.en })}
      />
      <TextProperty
        label={t('fields.english')}
        value={isAlike ? '' : value.en}
        isLong={isLong}
        placeholder={t('fields.englishMissing')}
        onChange={(en) => onChange({ zh: value.zh, en: en === '' ? value.zh : en })}
      />
    </>
  );
}

export function ChoiceProperty<Value extends string>({
  label,
  value,
  options,
  problem,
  isLocked = false,
  onChange,
}: Common & {
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <Property label={label} id={id} problem={problem}>
      <select
        id={id}
        className="select"
        value={value}
        disabled={isLocked}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </Property>
  );
}

export function CheckProperty({
  label,
  value,
  isLocked = false,
  onChange,
}: Common & { readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} disabled={isLocked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
