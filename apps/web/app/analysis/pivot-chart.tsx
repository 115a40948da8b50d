import { formatNumber, localize } from '@huibao/domain';
import { useNavigate } from '@remix-run/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Pivot } from '../outputs.ts';
import { addressOf, type AnalysisState } from './address.ts';
import { ChartDrawing } from './chart-drawing.tsx';
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
  const isLine = state.chart === 'line';
  const measure = chartedMeasure(pivot, state.charted);
  const key = measure?.key ?? '';
  const decimals = measure?.decimals ?? 0;
  const data = useMemo(
    () => chartOf(pivot, key, isLine, { row: labels.row, column: labels.own }),
    [pivot, key, isLine, labels],
  );
  const isLying = !isLine && data.categories.length > mostStanding;
  const show = (value: number): string =>
    formatNumber(String(value), locale, Number.isInteger(value) ? 0 : Math.max(1, decimals));
  if (!measure) return null;
  const name = localize(measure.label, locale);
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
      <div className="chart-scroll" tabIndex={0} role="group" aria-label={t('chart.title')}>
        <ChartDrawing
          data={data}
          look={{ isLine, isLying, show }}
          label={t('chart.label', {
            measure: name,
            kind: t(isLine ? 'chart.line' : 'chart.bar'),
            along: data.categories.length,
            across: data.series.length,
          })}
        />
      </div>
      {data.omitted > 0 && <p className="muted small">{t('chart.omitted', { count: data.omitted })}</p>}
    </section>
  );
}
