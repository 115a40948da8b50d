import { localize, type AskableElement, type ErrorParams } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useFailureText } from '../failure-alert.tsx';
import type { IndicatorList } from '../outputs.ts';
import type { IndicatorForm, ProblemField, Problems } from './indicator-form.ts';

/** What every part of the form works with. */
export interface FieldsProps {
  readonly form: IndicatorForm;
  readonly change: (part: Partial<IndicatorForm>) => void;
  readonly list: IndicatorList;
  readonly elements: ReadonlyMap<string, AskableElement>;
  /** Shown once a save was tried: nobody is told off while typing. */
  readonly problems: Problems;
}

/** The `problem` of a field, or nothing: for spreading into a control. */
export function useProblem(
  problems: Problems,
  elements: ReadonlyMap<string, AskableElement>,
): (field: ProblemField) => { readonly problem?: string } {
  const { t } = useTranslation('indicators');
  const text = useFailureText();
  const locale = useLocale();
  return (field) => {
    const problem = problems[field];
    if (problem === undefined) return {};
    if (typeof problem === 'string') return { problem: t(`problems.${problem}`) };
    return { problem: text({ code: problem.code, params: withLabel(problem.params, elements, locale) }) };
  };
}

/** Elements by their label, as the form shows them, and not by their code. */
export function withLabel(
  params: ErrorParams,
  elements: ReadonlyMap<string, AskableElement>,
  locale: 'zh-CN' | 'en',
): ErrorParams {
  const element = elements.get(typeof params.element === 'string' ? params.element : '');
  return element ? { ...params, element: localize(element.label, locale) } : params;
}
