import {
  ExpressionError,
  namesOfForms,
  parseExpression,
  readExpression,
  readingNames,
  type Locale,
} from '@huibao/domain';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { ExpressionKind, ExpressionNames } from './completions.ts';

/** An expression in plain words; nothing of one that can't be read yet. */
export function ExpressionReading({
  id,
  source,
  kind,
  names,
}: {
  readonly id: string;
  readonly source: string;
  readonly kind: ExpressionKind;
  readonly names: ExpressionNames | null;
}) {
  const { t } = useTranslation('expressions');
  const locale = useLocale();
  // What is typed is drawn first.
  const [written, about] = [useDeferredValue(source), useDeferredValue(names)];
  const isWritten = written.trim() !== '';
  const called = useMemo(
    () => (about && isWritten ? readingNames(about.form, namesOfForms(about.forms), locale) : null),
    [about, isWritten, locale],
  );
  const within = kind === 'when' ? (about?.register ?? null) : null;
  const words = useMemo(
    () => called && read(written, kind, called, locale, within?.code ?? null),
    [written, kind, called, locale, within],
  );
  return (
    <p className="reading" id={id} hidden={!words}>
      {words && (
        <>
          <b>{t('reading')}</b> {words}
        </>
      )}
    </p>
  );
}

function read(
  source: string,
  kind: ExpressionKind,
  names: ReturnType<typeof readingNames>,
  locale: Locale,
  within: string | null,
): string | null {
  try {
    return readExpression(
      parseExpression(source),
      names,
      locale,
      kind === 'calculated' ? 'value' : 'condition',
      within,
    );
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
