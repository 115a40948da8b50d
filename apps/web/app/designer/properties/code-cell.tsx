import type { CodeName } from '@huibao/domain/designing';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCodeInput } from '../draft-codes.ts';

/** The code of an item of a list. */
export function CodeCell({
  label,
  of,
  isLocked = false,
}: {
  readonly label: string;
  readonly of: CodeName;
  readonly isLocked?: boolean;
}) {
  const { refused, input } = useCodeInput(of);
  return (
    <>
      <input className="input code" aria-label={label} aria-invalid={refused !== null} readOnly={isLocked} {...input} />
      {refused !== null && <span className="problem">{refused}</span>}
    </>
  );
}

/** Names are what a list is read by: its codes are shown to whoever asks for them. */
export function useShownCodes(): readonly [isShown: boolean, toggle: ReactNode] {
  const { t } = useTranslation('designer');
  const [isShown, setShown] = useState(false);
  return [
    isShown,
    <button key="codes" type="button" className="link small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
      {t(isShown ? 'list.hideCodes' : 'list.showCodes')}
    </button>,
  ];
}
