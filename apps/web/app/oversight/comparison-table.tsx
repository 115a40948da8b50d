import { formatNumber } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Comparison } from '../outputs.ts';
import { ChangeText } from '../rollup/change-cell.tsx';
import { heightsOf, hintsOf, inOrder, widthsOf } from './comparison-shape.ts';
import { DeliveryTag } from './delivery-tag.tsx';

/** Districts side by side. The chart is the table with bars in it, so that nothing is only a picture. */
export function ComparisonTable({ comparison, isChart }: { comparison: Comparison; isChart: boolean }) {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  const { decimals, moreIsBetter } = comparison.indicator;
  const widths = widthsOf(comparison);
  const show = (value: string | null): string => (value === null ? '—' : formatNumber(value, locale, decimals));
  return (
    <table className={isChart ? 'table comparison chart' : 'table comparison'}>
      <thead>
        <tr>
          <th scope="col" className="num">
            {t('columns.rank')}
          </th>
          <th scope="col">{t('columns.district')}</th>
          <th scope="col" className="num">
            {t('columns.value')}
          </th>
          {isChart && <th scope="col">{t('columns.bar')}</th>}
          <th scope="col" className="num">
            {t('columns.change')}
          </th>
          {isChart ? (
            <th scope="col">{t('columns.years')}</th>
          ) : (
            comparison.years.slice(0, -1).map((year) => (
              <th key={year} scope="col" className="num">
                {year}
              </th>
            ))
          )}
          <th scope="col">{t('columns.state')}</th>
          <th scope="col" className="num">
            {t('columns.answered')}
          </th>
          <th scope="col">{t('columns.hints')}</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(comparison.rows).map((row) => {
          const { current } = row;
          const by = row.change.kind === 'change' ? row.change.by : null;
          const isGood =
            by !== null && moreIsBetter !== null && !/^-?0(\.0+)?$/.test(by)
              ? by.startsWith('-') !== moreIsBetter
              : null;
          return (
            <tr key={row.unitId}>
              <td className="num muted">{row.rank ?? '—'}</td>
              <th scope="row">
                {row.deliveryId ? <Link to={`/districts/${row.deliveryId}`}>{row.name}</Link> : row.name}
              </th>
              <td className={current.value === null ? 'num muted' : 'num strong'}>
                {current.state === 'missing' ? t('missing') : current.isHidden ? <Hidden /> : show(current.value)}
              </td>
              {isChart && (
                <td className="bar-cell">
                  <div className="bar" aria-hidden>
                    <span
                      className={row.rank === null ? 'fill hatched' : 'fill'}
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
                    {one.isHidden ? <Hidden /> : show(one.value)}
                  </td>
                ))
              )}
              <td>
                <DeliveryTag state={current.state === 'missing' ? 'none' : current.state} />
              </td>
              <td className={current.isComplete || current.state === 'missing' ? 'num' : 'num alert-text'}>
                {current.state === 'missing' ? '—' : `${current.answered}/${current.expected}`}
              </td>
              <td>
                {hintsOf(row).map((hint) => (
                  <Tag key={hint} {...(hint === 'falling' ? { tone: 'warn' as const } : {})}>
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

/** So few persons that the number isn’t shown. */
export function Hidden() {
  const { t } = useTranslation('compare');
  return (
    <span title={t('hiddenHint')}>
      <span aria-hidden>{t('hidden')}</span>
      <span className="visually-hidden">{t('hiddenHint')}</span>
    </span>
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
          className={[
            index === heights.length - 1 && 'now',
            index === heights.length - 1 && row.rank === null && 'hatched',
          ]
            .filter(Boolean)
            .join(' ')}
          style={{ height: `${height ?? 0}%` }}
        />
      ))}
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
