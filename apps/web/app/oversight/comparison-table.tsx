import { groupDigits } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Comparison } from '../outputs.ts';
import { ChangeText } from '../rollup/change-cell.tsx';
import { heightsOf, hintsOf, isWhole, sorted, widthsOf, type Sorting } from './comparison-shape.ts';
import { DeliveryTag } from './delivery-tag.tsx';
import { PublicHidden } from '../public-hidden.tsx';

/** Districts side by side. The chart is the table with bars in it, so that nothing is only a picture. */
export function ComparisonTable({ comparison, isChart }: { comparison: Comparison; isChart: boolean }) {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  const { decimals, moreIsBetter } = comparison.indicator;
  const [chosen, setSorting] = useState<Sorting | null>(null);
  const sorting: Sorting =
    chosen && (chosen.column !== 'rank' || comparison.isRanked)
      ? chosen
      : { column: comparison.isRanked ? 'rank' : 'value', isDescending: !comparison.isRanked };
  const widths = widthsOf(comparison);
  const show = (value: string | null): string => (value === null ? '—' : groupDigits(value, locale));
  const head = (column: Sorting['column'], name: string, className = ''): ReactNode => {
    const isSorted = sorting.column === column;
    return (
      <th
        key={column}
        scope="col"
        className={className}
        aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'}
      >
        <button
          type="button"
          className="sort"
          title={t('sortBy', { name })}
          onClick={() => setSorting({ column, isDescending: isSorted && !sorting.isDescending })}
        >
          {name}
          <span aria-hidden>{isSorted ? (sorting.isDescending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      </th>
    );
  };
  return (
    <table className={isChart ? 'table comparison chart' : 'table comparison'}>
      <thead>
        <tr>
          {comparison.isRanked && head('rank', t('columns.rank'), 'num')}
          {head('district', t('columns.district'))}
          {head('value', t('columns.value'), 'num')}
          {isChart && <th scope="col">{t('columns.bar')}</th>}
          {head('change', t('columns.change'), 'num')}
          {isChart ? (
            <th scope="col">{t('columns.years')}</th>
          ) : (
            comparison.years.slice(0, -1).map((year, index) => head(index, String(year), 'num'))
          )}
          {head('state', t('columns.state'))}
          {head('answered', t('columns.answered'), 'num')}
          <th scope="col">{t('columns.hints')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted(comparison.rows, sorting).map((row) => {
          const { current } = row;
          const by = row.change.kind === 'change' ? row.change.by : null;
          const isGood =
            by !== null && moreIsBetter !== null && !/^-?0(\.0+)?$/.test(by)
              ? by.startsWith('-') !== moreIsBetter
              : null;
          return (
            <tr key={row.unitId}>
              {comparison.isRanked && <td className="num muted">{row.rank ?? '—'}</td>}
              <th scope="row">
                {row.deliveryId ? <Link to={`/districts/${row.deliveryId}`}>{row.name}</Link> : row.name}
              </th>
              <td className={current.value === null ? 'num muted' : 'num strong'}>
                {current.state === 'missing' ? t('missing') : current.isUnasked ? t('unasked') : show(current.value)}
                {current.isHidden && <PublicHidden />}
              </td>
              {isChart && (
                <td className="bar-cell">
                  <div className="bar" aria-hidden>
                    <span
                      className={isWhole(row) ? 'fill' : 'fill hatched'}
                      style={{ width: `${widths.of(current.value)}%` }}
                    />
                    {widths.mean !== null && <span className="mean" style={{ left: `${widths.mean}%` }} />}
                  </div>
                </td>
              )}
              <td className={isGood === null ? 'num' : isGood ? 'num ok-text' : 'num alert-text'}>
                <ChangeText change={row.change} decimals={decimals} />
              </td>
              {isChart ? (
                <td>
                  <Years comparison={comparison} row={row} show={show} />
                </td>
              ) : (
                row.byYear.slice(0, -1).map((one, index) => (
                  <td key={comparison.years[index]} className="num">
                    {show(one.value)}
                    {one.isHidden && <PublicHidden />}
                  </td>
                ))
              )}
              <td>
                <DeliveryTag state={current.state === 'missing' ? 'none' : current.state} />
              </td>
              <td className={current.isComplete || !isAsked(current) ? 'num' : 'num alert-text'}>
                {!isAsked(current) ? '—' : `${current.answered}/${current.expected}`}
              </td>
              <td>
                {hintsOf(row, moreIsBetter).map((hint) => (
                  <Tag key={hint} {...(hint === 'falling' || hint === 'rising' ? { tone: 'warn' as const } : {})}>
                    {t(`hints.${hint}`)}
                  </Tag>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Years({
  comparison,
  row,
  show,
}: {
  comparison: Comparison;
  row: Comparison['rows'][number];
  show: (value: string | null) => string;
}) {
  const { t } = useTranslation('compare');
  const heights = heightsOf(row);
  const text = comparison.years
    .map((year, index) => t('yearValue', { year, value: show(row.byYear[index]?.value ?? null) }))
    .join('; ');
  return (
    <span className="years" title={text}>
      {heights.map((height, index) => (
        <span
          key={comparison.years[index]}
          aria-hidden
          className={[index === heights.length - 1 && 'now', index === heights.length - 1 && !isWhole(row) && 'hatched']
            .filter(Boolean)
            .join(' ')}
          style={{ height: `${height ?? 0}%` }}
        />
      ))}
      <span className="visually-hidden">{text}</span>
    </span>
  );
}

/** Whether there is anything to be in: of a report that is there, of a figure that is asked there. */
function isAsked({ state, isUnasked }: Comparison['rows'][number]['current']): boolean {
  return state !== 'missing' && !isUnasked;
}
