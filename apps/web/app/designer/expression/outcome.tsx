import {
  explainOutcome,
  localize,
  namesOfForms,
  ownRow,
  readExpression,
  readingNames,
  type ExplainedExpression,
  type ExpressionNode,
  type ExpressionOutcome,
  type FormDefinition,
  type MissingRead,
} from '@huibao/domain';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { contextOf } from '../../form/sync/evaluate-view.ts';
import type { FormHandle } from '../../form/sync/use-form.ts';

/** More than are read at a glance: the ones that don't hold come first. */
const most = 6;
const order: readonly ExpressionOutcome['is'][] = ['fails', 'over_budget', 'missing', 'value', 'holds'];

/** How the chosen rule, calculation or condition comes out by what is typed into the trial. */
export function Outcome({
  trial,
  forms,
  explained,
}: {
  readonly trial: FormHandle;
  readonly forms: readonly FormDefinition[];
  readonly explained: ExplainedExpression;
}) {
  const { t } = useTranslation('expressions');
  const locale = useLocale();
  const { of, code } = explained;
  // A register's column, whose row is looked at.
  const within = code.includes('.') ? (code.split('.')[0] ?? null) : null;
  const { view, state, evaluation } = useDeferredValue(trial);
  const outcomes = useMemo(
    () => explainOutcome(view.form, contextOf(view, state.cells), evaluation, { of, code }),
    [view, state.cells, evaluation, of, code],
  );
  const names = useMemo(() => readingNames(view.form, namesOfForms(forms), locale), [view.form, forms, locale]);
  const say = ({ is, content, missing }: ExpressionOutcome): string => {
    if (is === 'value') return t('outcome.value', { value: content?.value ?? '' });
    if (is === 'over_budget') return t('outcome.overBudget');
    if (is !== 'missing') return of === 'calculated' ? '' : t(`outcome.${of}.${is}`);
    if (missing.length === 0) return t('outcome.divided');
    const reads = (isNotApplicable: boolean): string =>
      missing
        .filter((one) => one.isNotApplicable === isNotApplicable)
        .map((one) => readExpression({ root: nodeOf(one) }, names, locale, 'value', within))
        .join(t('outcome.comma'));
    const [blank, unfit] = [reads(false), reads(true)];
    const why = [
      ...(blank === '' ? [] : [t('outcome.blank', { reads: blank })]),
      ...(unfit === '' ? [] : [t('outcome.notApplicable', { reads: unfit })]),
    ].join(t('outcome.and'));
    return t(`outcome.${of}.missing`, { why });
  };
  const shown = [...outcomes].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
  return (
    <div className="designer-outcome" role="status" aria-label={t(`outcome.${of}.title`)}>
      <b>{t(`outcome.${of}.title`)}</b>
      {outcomes.length === 0 && (
        <span className="muted">{t(within === null ? 'outcome.wrong' : 'outcome.noRows')}</span>
      )}
      {shown.slice(0, most).map((outcome) => (
        <span key={outcome.option?.code ?? outcome.row ?? ''} className={outcome.is}>
          {outcome.option && `${localize(outcome.option.label, locale)} `}
          {outcome.row !== null && `${t('outcome.row', { no: outcome.row })} `}
          {say(outcome)}
        </span>
      ))}
      {shown.length > most && <span className="muted">{t('outcome.more', { count: shown.length - most })}</span>}
    </div>
  );
}

function nodeOf({ code, key, source }: MissingRead): ExpressionNode {
  if (source === 'row') return { op: 'field', of: { op: 'name', name: ownRow }, field: code };
  return source === null ? { op: 'name', name: code } : { op: 'cell', source, code, key };
}
