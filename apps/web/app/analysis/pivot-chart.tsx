import { formatNumber, localize } from '@huibao/domain';
import { useNavigate } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { PartMissing } from '../fetched-part.tsx';
import type { Pivot } from '../outputs.ts';
import { addressOf, type AnalysisState } from './address.ts';
import { chartedMeasure, chartOf } from './chart-series.ts';
import { useHeadLabels } from './head-labels.ts';

/** Categories that still stand side by side with their names readable. */
const mostStanding = 6;

/** One measure of the table as a picture: nothing is in it that isn't in the table. */
export function PivotChart({ pivot, state }: { pivot: Pivot; state: AnalysisState }) {
  const { t } = useTranslation('analysis');
  const locale = useLocale();
  const navigate = useNavigate();
  const labels = useHeadLabels(pivot);
  const frame = useRef<HTMLDivElement>(null);
  const isLine = state.chart === 'line';
  const measure = chartedMeasure(pivot, state.charted);
  const key = measure?.key ?? '';
  const decimals = measure?.decimals ?? 0;
  const data = useMemo(
    () => chartOf(pivot, key, isLine, { row: labels.row, column: labels.own }),
    [pivot, key, isLine, labels],
  );
  const isLying = !isLine && data.categories.length > mostStanding;
  const [missing, setMissing] = useState({ isMissing: false, attempt: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let isGone = false;
    let clear = (): void => undefined;
    import('./draw-chart.ts').then(
      ({ drawChart }) => {
        if (!isGone)
          clear = drawChart(element, data, {
            isLine,
            isLying,
            show: (value) => formatNumber(String(value), locale, Number.isInteger(value) ? 0 : Math.max(1, decimals)),
          });
      },
      () => !isGone && setMissing((one) => ({ ...one, isMissing: true })),
    );
    return () => {
      isGone = true;
      clear();
    };
  }, [data, isLine, isLying, locale, decimals, missing.attempt]);
  if (!measure) return null;
  const name = localize(measure.label, locale);
  const height = isLying ? 44 + data.categories.length * Math.max(18, 4 + data.series.length * 9) : 230;
  return (
    <section className="card pivot-chart" aria-label={t('chart.title')}>
      <div className="row">
        {pivot.measures.length > 1 ? (
          <select
            className="select compact"
            aria-label={t('chart.measure')}
            value={measure.key}
            onChange={(event) =>
              navigate(addressOf({ ...state, charted: event.target.value }), {
                preventScrollReset: true,
                replace: true,
              })
            }
          >
            {pivot.measures.map((one) => (
              <option key={one.key} value={one.key}>
                {localize(one.label, locale)}
              </option>
            ))}
          </select>
        ) : (
          <h2>{name}</h2>
        )}
        <span className="muted small">{localize(measure.unit, locale)}</span>
      </div>
      {missing.isMissing && (
        <PartMissing
          what="part"
          onRetry={() => setMissing((one) => ({ isMissing: false, attempt: one.attempt + 1 }))}
        />
      )}
      <div className="chart-scroll" tabIndex={0} role="group" aria-label={t('chart.title')}>
        <div
          ref={frame}
          className="chart-frame"
          role="img"
          aria-label={t('chart.label', {
            measure: name,
            kind: t(isLine ? 'chart.line' : 'chart.bar'),
            along: data.categories.length,
            across: data.series.length,
          })}
          style={{ height }}
        />
      </div>
      {data.omitted > 0 && <p className="muted small">{t('chart.omitted', { count: data.omitted })}</p>}
    </section>
  );
}
