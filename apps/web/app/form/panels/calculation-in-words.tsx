import { namesOfForms, parseExpression, readExpression, readingNames } from '@huibao/domain';
import { useMemo } from 'react';
import { useLocale } from '../../dates.ts';
import type { SubmissionView } from '../sync/view.ts';

/** A calculation that is more than arithmetic, as somebody would read it out. */
export function CalculationInWords({
  view: { form, others },
  calculated,
}: {
  readonly view: Pick<SubmissionView, 'form' | 'others'>;
  readonly calculated: string;
}) {
  const locale = useLocale();
  const names = useMemo(
    () => readingNames(form, namesOfForms([...others.map((other) => other.form), form]), locale),
    [form, others, locale],
  );
  return readExpression(parseExpression(calculated), names, locale, 'value');
}
