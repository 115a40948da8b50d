import { TextField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../client.ts';

/** Whether what failed asks for a code of the telephone: from then on the form has a place for it. */
export function asksForCode(failure: Failure | null): boolean {
  return failure?.code === 'session.code_missing' || failure?.code === 'session.wrong_code';
}

/** Six digits of the telephone, or a recovery code in their place. */
export function CodeField({
  value,
  onChange,
  isFirst = false,
}: {
  value: string;
  onChange: (code: string) => void;
  /** It has just been asked for. */
  isFirst?: boolean;
}) {
  const { t } = useTranslation('account');
  return (
    <TextField
      label={t('secondFactor.code')}
      hint={t('secondFactor.codeHint')}
      name="code"
      autoComplete="one-time-code"
      inputMode="text"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
      required
      autoFocus={isFirst}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
