import { localize } from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { partsOf } from '../grid/rows.ts';
import { sectionStates, type SectionState } from '../sync/section-states.ts';
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
  const { view, evaluation, explanations, state } = form;
  const { explained } = explanations;
  const states = useMemo(
    () => sectionStates({ view, evaluation, state, explained }),
    [view, evaluation, state, explained],
  );
  return (
    <nav aria-label={t('steps.label')} className="steps no-print">
      {view.form.sections
        .filter((one) => partsOf(one, view.unit).length > 0)
        .map((one, index) => (
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
            <StepState state={states.get(one.code) ?? { kind: 'optional' }} />
          </button>
        ))}
    </nav>
  );
}

function StepState({ state }: { state: SectionState }) {
  const { t } = useTranslation('form');
  switch (state.kind) {
    case 'troubled':
      return (
        <b className="warn-text">
          <span className="visually-hidden">{t('steps.troubles', { count: state.count })}</span>
          <span aria-hidden>{state.count} !</span>
        </b>
      );
    case 'open':
      return (
        <b className="muted">
          {state.filled}/{state.required}
        </b>
      );
    case 'done':
      return (
        <b className="ok-text">
          <span className="visually-hidden">{t('steps.done')}</span>
          <span aria-hidden>✓</span>
        </b>
      );
    case 'optional':
      return (
        <b className="muted" aria-hidden>
          –
        </b>
      );
  }
}
