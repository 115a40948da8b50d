import { localize } from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { partsOf } from '../grid/rows.ts';
import { findPlace, sectionOfCell } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** The form's sections with how far each is: done ✓, troubles counted, else filled of required. */
export function SectionSteps({
  form,
  section,
  onChoose,
}: {
  form: FormHandle;
  section: string;
  onChoose: (code: string) => void;
}) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { view, evaluation, explanations } = form;
  const { rejected } = form.state;
  const troubles = useMemo(() => {
    const count = new Map<string, number>();
    for (const finding of evaluation.findings) {
      if (finding.kind === 'required' || (finding.severity === 'warning' && explanations.explained.has(finding.rule)))
        continue;
      for (const code of new Set(finding.cells.map((id) => sectionOfCell(view.form, view.unit, id))))
        if (code) count.set(code, (count.get(code) ?? 0) + 1);
    }
    for (const id of rejected.keys()) {
      const code = findPlace(view.form, view.unit, id)?.section;
      if (code) count.set(code, (count.get(code) ?? 0) + 1);
    }
    return count;
  }, [evaluation.findings, explanations.explained, rejected, view.form, view.unit]);
  return (
    <nav aria-label={t('steps.label')} className="steps no-print">
      {view.form.sections
        .filter((one) => partsOf(one, view.unit).length > 0)
        .map((one, index) => {
          const { filled, required } = evaluation.progress.find((progress) => progress.code === one.code) ?? {
            filled: 0,
            required: 0,
          };
          const bad = troubles.get(one.code) ?? 0;
          const isDone = filled >= required && bad === 0;
          return (
            <button
              key={one.code}
              type="button"
              className={one.code === section ? 'on' : ''}
              {...(one.code === section ? { 'aria-current': 'step' as const } : {})}
              onClick={() => onChoose(one.code)}
              title={localize(one.title, locale)}
            >
              <span className="step-title">
                {index + 1} {localize(one.title, locale)}
              </span>
              {bad > 0 ? (
                <b className="warn-text">
                  <span className="visually-hidden">{t('steps.troubles', { count: bad })}</span>
                  <span aria-hidden>{bad} !</span>
                </b>
              ) : required === 0 ? (
                <b className="muted" aria-hidden>
                  –
                </b>
              ) : isDone ? (
                <b className="ok-text">
                  <span className="visually-hidden">{t('steps.done')}</span>
                  <span aria-hidden>✓</span>
                </b>
              ) : (
                <b className="muted">
                  {filled}/{required}
                </b>
              )}
            </button>
          );
        })}
    </nav>
  );
}
