import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Property } from './fields.tsx';

export interface Choice {
  readonly code: string;
  /** Ends with the code: two may be called alike. */
  readonly name: string;
}

/** One of many, found by its name or written by its code; emptied, none. */
export function ChooseByName({
  label,
  placeholder,
  choices,
  value,
  problem,
  isLocked = false,
  isCode,
  onChoose,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  /** The code of what is chosen; it may name what isn't among the choices. */
  readonly value: string | undefined;
  readonly problem: string | undefined;
  readonly isLocked?: boolean;
  /** Whether a text that is no name is a code to be taken. */
  readonly isCode: (text: string) => boolean;
  readonly onChoose: (code: string | undefined) => void;
}) {
  const { t } = useTranslation('designer');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const chosen = choices.find(({ code }) => code === value);
  const take = (code: string): void => {
    setTyped(null);
    if (code !== value) onChoose(code);
  };
  const type = (text: string): void => {
    const found = choices.find(({ name }) => name === text);
    if (found) return take(found.code);
    setLeft(false);
    setTyped(text === '' ? null : text);
    if (text === '' && value !== undefined) onChoose(undefined);
  };
  // A code is whole once it is left, since it may be how another begins; what is neither is said to be nothing.
  const put = (): void => {
    const text = typed?.trim() ?? '';
    if (isCode(text)) take(text);
    setLeft(true);
  };
  const isNothing = isLeft && typed !== null && typed.trim() !== '' && !isCode(typed.trim());
  const told = isNothing ? t('fields.notFound') : problem;
  return (
    <Property label={label} id={id} problem={told}>
      <input
        id={id}
        className="input"
        list={`${id}-choices`}
        readOnly={isLocked}
        value={typed ?? chosen?.name ?? value ?? ''}
        title={chosen?.name}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={told !== undefined}
        aria-describedby={told === undefined ? undefined : `${id}-problem`}
        onChange={(event) => type(event.target.value)}
        onBlur={put}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) put();
        }}
      />
      <datalist id={`${id}-choices`}>
        {choices.map(({ code, name }) => (
          <option key={code} value={name} />
        ))}
      </datalist>
    </Property>
  );
}
