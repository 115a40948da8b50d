import { figureKey, figureOfKey, formatNumber, isPartial, localize, type FigureRef } from '@huibao/domain';
import { nameWithScope, readChange } from '@huibao/i18n';
import { Button, Tag } from '@huibao/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { PublicHidden } from '../public-hidden.tsx';
import type { ReportIndicator, ReportLineage, ReportView } from '../outputs.ts';
import { percentOf, shownValue } from '../rollup/indicator-values.ts';
import { LineageList } from '../rollup/lineage-list.tsx';
import { useMutation } from '../use-mutation.ts';
import { figureWords, formatChoices, isSameFormat } from './figure-words.ts';
import { ScopeField } from './scope-field.tsx';
import { UnitField } from './unit-field.tsx';
import type { ChosenFigure } from './section-editor.tsx';
import { useFigures } from './use-figures.ts';
import { AddedMark } from '../programme/added-mark.tsx';

/** The figure under the cursor: what it is worth, how it prints, and where it comes from. */
export function FigurePanel({ report, chosen }: { report: ReportView; chosen: ChosenFigure | null }) {
  const { t, i18n } = useTranslation('reports');
  const locale = useLocale();
  const { find } = useFigures(report);
  /** The figure whose other scopes somebody looks at: what it would be there is asked for then, and not before. */
  const [looked, setLooked] = useState<string | null>(null);
  if (!chosen) return <p className="muted panel-part">{t('figure.choose')}</p>;
  const { attrs, update } = chosen;
  const scope = attrs.scope ?? undefined;
  const figure: FigureRef = { indicator: attrs.indicator, ...(scope ? { scope } : {}) };
  const key = figureKey(figure);
  const indicator = find(figure);
  if (!indicator) return <p className="alert-text panel-part">{t('figure.unknown')}</p>;
  const { value, change } = indicator;
  const read = readChange(change, indicator.decimals, i18n);
  const partial = isPartial(value, indicator.coverageFloor);
  const wordsOf = (one: ReportIndicator | undefined): string => figureWords(attrs, one);
  const moved = report.moved.find((one) => figureKey(one) === key);
  return (
    <>
      <div className="panel-part">
        <div className="row">
          <h2>
            {nameWithScope(localize(indicator.label, locale), scope, report.periods, i18n)}
            <AddedMark code={indicator.code} />
          </h2>
          <span className="spacer" />
          <Tag tone={partial ? 'warn' : 'ok'}>
            {t('figure.answered', { answered: value?.answered ?? 0, expected: value?.expected ?? 0 })}
          </Tag>
        </div>
        <p>
          <span className="big-figure">{shownValue(value, indicator.decimals, locale)}</span>{' '}
          <span className="muted">
            {localize(indicator.unit, locale)} · {t('figure.shownAs', { words: figureWords(attrs, indicator) })}
          </span>
          {report.hidden.includes(key) && <PublicHidden />}
        </p>
        {scope?.period !== undefined && value?.expected === 0 && (
          <p className="small warn-text">{t('scope.unopened')}</p>
        )}
        {scope?.year === 'last' && value === null && <p className="small warn-text">{t('scope.noLastYear')}</p>}
        {scope?.period === undefined && (
          <p className="small muted">
            {change.kind === 'change' && read.text !== null
              ? t('figure.lastYear', {
                  value: formatNumber(change.before, locale, indicator.decimals),
                  change: read.text,
                  note: read.note,
                })
              : read.note}
          </p>
        )}
        {partial && (
          <p className="small warn-text">{t('figure.partial', { floor: percentOf(indicator.coverageFloor) })}</p>
        )}
        {moved && (
          <p className="small warn-text">
            {t('figure.moved', {
              before: figureWords(attrs, { ...indicator, value: moved.before }),
              after: figureWords(attrs, indicator),
            })}
            {moved.at !== null && (
              <> {t('figure.movedSince', { by: moved.by ?? '', at: formatInstant(moved.at, 'short') })}</>
            )}
          </p>
        )}
        {moved && update && <LookAgain reportId={report.id} figure={figure} value={value?.value ?? null} />}
      </div>
      {update && (
        <div className="panel-part">
          <h3>{t('scope.label')}</h3>
          <ScopeField
            periods={report.periods}
            hasOwn={report.hasOwn}
            scope={scope}
            label={t('scope.label')}
            printedAs={(one) =>
              looked === attrs.id || one === undefined
                ? wordsOf(find({ indicator: attrs.indicator, ...(one ? { scope: one } : {}) }))
                : ''
            }
            onLook={() => setLooked(attrs.id)}
            onChange={(next) => update({ scope: next ?? null })}
          />
          <h3>{t('figure.format')}</h3>
          <div className="format-choices" role="group" aria-label={t('figure.format')}>
            {formatChoices(indicator, attrs.unit).map(({ format, preview }) => (
              <button
                key={preview}
                type="button"
                className="format-choice"
                aria-pressed={isSameFormat(format, attrs.format)}
                onClick={() => update({ format })}
              >
                {preview}
              </button>
            ))}
          </div>
          <UnitField key={attrs.id} unit={attrs.unit} own={indicator.unit.zh} onChange={(unit) => update({ unit })} />
        </div>
      )}
      <div className="panel-part">
        <FigureLineage key={key} reportId={report.id} figure={figure} />
      </div>
    </>
  );
}

/** 已核对: the words around it fit what it is now. */
function LookAgain({ reportId, figure, value }: { reportId: string; figure: FigureRef; value: string | null }) {
  const { t } = useTranslation('reports');
  const { run, isBusy, failure } = useMutation(() =>
    client.report.lookAgain.mutate({ reportId, figures: [{ ...figure, value }] }),
  );
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => void run()}>
        {t('gate.looked')}
      </Button>
      <FailureAlert failure={failure} />
    </>
  );
}

function FigureLineage({ reportId, figure }: { reportId: string; figure: FigureRef }) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const key = figureKey(figure);
  const [lineage, setLineage] = useState<ReportLineage | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    client.report.lineage.query({ reportId, ...figureOfKey(key) }).then(
      (found) => {
        if (!isGone) setLineage(found);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [reportId, key]);
  return (
    <>
      <h3>
        {t(lineage?.isFrozen ? 'figure.frozen' : 'figure.lineage')}{' '}
        <span className="muted small">
          {figure.scope?.year === 'last' && lineage ? `${localize(lineage.yearName, locale)} · ` : ''}
          {t('figure.path')}
        </span>
      </h3>
      <FailureAlert failure={failure} />
      {lineage ? (
        <LineageList rows={lineage.rows} reporters={lineage.reporters} periodNames={lineage.periodNames} />
      ) : (
        !failure && (
          <p className="muted small" role="status">
            {t('figure.loading')}
          </p>
        )
      )}
    </>
  );
}
