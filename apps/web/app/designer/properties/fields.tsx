import type { Localized } from '@huibao/domain';
import { codeRefusal, type PartPath } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { useTranslation } from 'react-i18next';
import { useId, useState, type ReactNode } from 'react';
import type { Chosen } from '../outline/nodes.ts';

/** What every property works with: the piece, how it is changed, and what is wrong at a place of it. */
export interface Properties<Item> {
  readonly item: Item;
  readonly chosen: Chosen;
  /** Undefined takes the key out. */
  readonly change: (key: PartPath, value: unknown) => void;
  readonly problemAt: (key: PartPath) => string | undefined;
}

/** Of a piece that holds expressions: what is wrong with one is marked in it. */
export interface PropertiesWithExpressions<Item> extends Properties<Item> {
  readonly faultAt: (key: PartPath) => PackageRefusal | undefined;
}

function Property({
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

/** A code is put in when it is left: half of it is no code, and other parts name it. */
export function CodeProperty({
  label,
  value,
  problem,
  isLocked = false,
  taken,
  onPut,
}: Common & {
  readonly value: string;
  /** Where other places follow it: the codes that something else has. */
  readonly taken?: () => ReadonlySet<string>;
  readonly onPut: (code: string) => void;
}) {
  const { t } = useTranslation('errors');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const put = (): void => {
    const code = typed?.trim() ?? value;
    const refusal = taken && code !== value ? codeRefusal(code, taken()) : null;
    setRefused(refusal && t(refusal, { code }));
    // What was typed stays, to be mended.
    if (refusal) return;
    if (code !== value) onPut(code);
    setTyped(null);
  };
  return (
    <Property label={label} id={id} problem={refused ?? problem}>
      <input
        id={id}
        className="input code"
        value={typed ?? value}
        readOnly={isLocked}
        spellCheck={false}
        aria-invalid={refused !== null || problem !== undefined}
        aria-describedby={refused === null && problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={put}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) put();
          if (event.key !== 'Escape' || typed === null) return;
          // The first gives up what was typed; leaving now would put it in.
          event.stopPropagation();
          setTyped(null);
          setRefused(null);
        }}
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
