import { localize, type Finding } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert, useFailureText } from '../../failure-alert.tsx';
import type { FormHandle } from '../sync/use-form.ts';
import { isReady, openPointsOf } from './open-points.ts';
import { FormRule } from './form-rule.tsx';
import { FindingBox } from './side-panel.tsx';
import { useCellNames } from './use-cell-names.ts';

/** Of findings so many are listed at once: the first ones are mended first. */
const listed = 200;

interface Props {
  readonly form: FormHandle;
  readonly goTo: (id: string) => void;
  readonly failure: Failure | null;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Counts the asking, so that a second check takes focus again. */
  readonly asked: number;
}

/** The result of a check: it takes focus, lists what is wrong by severity, and each line leads to its cell. */
export function CheckSummary({ form, goTo, failure, isBusy, onSubmit, onClose, asked }: Props) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const failureText = useFailureText();
  const heading = useRef<HTMLElement>(null);
  useEffect(() => heading.current?.focus(), [asked]);
  const points = openPointsOf(form);
  const ready = isReady(points);
  const { view } = form;
  const nameOf = useCellNames(form);
  const line = (finding: Finding) => (
    <li key={finding.rule + finding.cells.join()}>
      <button type="button" className="link" onClick={() => goTo(finding.cells[0] ?? '')}>
        {localize(finding.message, locale)}
      </button>
      <FormRule form={form} finding={finding} />
    </li>
  );
  return (
    <section
      ref={heading}
      tabIndex={-1}
      className={`card summary ${ready ? 'ok' : points.errors.length > 0 ? 'alert' : 'warn'}`}
      aria-labelledby="check-title"
    >
      <div className="row">
        <h2 id="check-title">{ready ? t('check.ready') : t('check.notReady')}</h2>
        <span className="spacer" />
        <Button size="small" variant="plain" onClick={onClose}>
          {t('common:actions.close')}
        </Button>
      </div>
      {points.unreadable.length + points.conflicts.length + points.others > 0 && (
        <>
          <h3>{t('check.unsaved')}</h3>
          <ul>
            {form.state.leftovers.length > 0 && <li>{t('unsaved.banner', { count: form.state.leftovers.length })}</li>}
            {form.state.elsewhere > 0 && <li>{t('check.elsewhere', { count: form.state.elsewhere })}</li>}
            {points.unreadable.map((id) => {
              const rejected = form.state.rejected.get(id);
              const reason = rejected
                ? { code: `cell.${rejected.error.code}` as const, params: rejected.error.params }
                : form.store.failureAt(id);
              return (
                <li key={id}>
                  <button type="button" className="link" onClick={() => goTo(id)}>
                    {nameOf(id)}
                  </button>{' '}
                  {reason && failureText(reason)}
                </li>
              );
            })}
            {points.conflicts.map((id) => (
              <li key={id}>
                <button type="button" className="link" onClick={() => goTo(id)}>
                  {nameOf(id)}
                </button>{' '}
                {t('conflict.title')}
              </li>
            ))}
          </ul>
        </>
      )}
      {points.errors.length > 0 && (
        <>
          <h3 className="alert-text">{t('check.errors', { count: points.errors.length })}</h3>
          <ul>{points.errors.slice(0, listed).map(line)}</ul>
          {points.errors.length > listed && (
            <p className="muted small">{t('check.more', { count: points.errors.length - listed })}</p>
          )}
        </>
      )}
      {points.unexplained.length > 0 && (
        <>
          <h3 className="warn-text">{t('check.warnings', { count: points.unexplained.length })}</h3>
          <ul className="explain-list">
            {points.unexplained.map((finding) => (
              <li key={finding.rule}>
                <button type="button" className="link" onClick={() => goTo(finding.cells[0] ?? '')}>
                  {t('check.goTo')}
                </button>
                <FindingBox form={form} finding={finding} />
              </li>
            ))}
          </ul>
        </>
      )}
      {points.explained.length > 0 && (
        <>
          <h3>{t('check.explained', { count: points.explained.length })}</h3>
          <ul>
            {points.explained.map((finding) => (
              <li key={finding.rule}>
                <button type="button" className="link" onClick={() => goTo(finding.cells[0] ?? '')}>
                  {localize(finding.message, locale)}
                </button>
                <br />
                <span className="muted">{form.explanations.textOf(finding.rule)}</span>
                <FormRule form={form} finding={finding} />
              </li>
            ))}
          </ul>
        </>
      )}
      {form.evaluation.unjudged.length > 0 && (
        <>
          <h3>{t('check.unjudged', { count: form.evaluation.unjudged.length })}</h3>
          <ul>
            {form.evaluation.unjudged.map(({ code, label }) => (
              <li key={code}>{localize(label, locale)}</li>
            ))}
          </ul>
        </>
      )}
      <FailureAlert failure={failure} />
      {ready && (
        <div className="row">
          <p>{view.hasHeadStep ? t('check.toHead') : t('check.toBureau')}</p>
          <span className="spacer" />
          <Button variant="primary" disabled={isBusy} onClick={onSubmit}>
            {view.hasHeadStep ? t('check.requestConfirmation') : t('check.submit')}
          </Button>
        </div>
      )}
    </section>
  );
}
