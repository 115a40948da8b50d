import { formatNumber, localize } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Outlier } from '../outputs.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { AddedMark } from '../programme/added-mark.tsx';

const shownAtFirst = 12;

/** What stands out, furthest first: each a way to the cells behind it. */
export function OutlierTable({
  programme,
  year,
  outliers,
}: {
  programme: string;
  year: number;
  outliers: readonly Outlier[];
}) {
  const { t } = useTranslation('quality');
  const locale = useLocale();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? outliers : outliers.slice(0, shownAtFirst);
  return (
    <section className="card" aria-labelledby="outliers">
      <div className="card-title row">
        <h2 id="outliers">{t('outliers.title')}</h2>
        <span className="muted small" title={t('outliers.method')}>
          {t('outliers.note')}
        </span>
      </div>
      {outliers.length === 0 ? (
        <p className="empty">{t('outliers.none')}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('outliers.columns.unit')}</th>
                <th scope="col">{t('outliers.columns.indicator')}</th>
                <th scope="col" className="num">
                  {t('outliers.columns.value')}
                </th>
                <th scope="col" className="num">
                  {t('outliers.columns.peers')}
                </th>
                <th scope="col" className="num" title={t('outliers.method')}>
                  {t('outliers.columns.score')}
                </th>
                <th scope="col" className="num">
                  {t('outliers.columns.lastYear')}
                </th>
                <th scope="col" className="num">
                  {t('outliers.columns.times')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={`${one.indicator}/${one.unitId}`}>
                  <th scope="row">{one.unitName}</th>
                  <td>
                    <Link to={`/rollup?${editionQuery(programme, { year, indicator: one.indicator })}`}>
                      {localize(one.label, locale)}
                    </Link>
                    <AddedMark code={one.indicator} />
                  </td>
                  <td className="num strong">{formatNumber(one.value, locale, one.decimals)}</td>
                  <td className="num muted">
                    {one.peers
                      ? t('outliers.peers', {
                          median: formatNumber(
                            one.peers.median,
                            locale,
                            medianDecimals(one.peers.median, one.decimals),
                          ),
                          count: one.peers.count,
                        })
                      : '—'}
                  </td>
                  <td className="num">{one.peers ? <Tag tone="warn">{one.peers.score}</Tag> : '—'}</td>
                  <td className="num muted">
                    {one.lastYear ? formatNumber(one.lastYear.value, locale, one.decimals) : '—'}
                  </td>
                  <td className="num">
                    {one.lastYear ? <Tag tone="warn">{t('outliers.times', { times: one.lastYear.times })}</Tag> : '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < outliers.length && (
        <div className="table-more">
          <Button size="small" onClick={() => setAll(true)}>
            {t('outliers.all')}
          </Button>{' '}
          <span className="muted small">{t('outliers.more', { count: outliers.length - shown.length })}</span>
        </div>
      )}
    </section>
  );
}

/** A median of two may lie between what is printed: one digit more, where it isn't a nought. */
function medianDecimals(median: string, decimals: number): number {
  const fraction = median.split('.')[1]?.replace(/0+$/, '') ?? '';
  return Math.max(decimals, Math.min(decimals + 1, fraction.length));
}
