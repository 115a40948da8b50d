import { ExactDecimal, groupDigits, localize, type Locale } from '@huibao/domain';
import { Link } from '@remix-run/react';
import { Fragment, memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { ComparisonMatrix } from '../outputs.ts';
import { useBaseName } from './base-name.ts';
import { PublicHidden } from '../public-hidden.tsx';
import { YearsOfCells } from './years-of-cells.tsx';
import { editionQuery } from '../programme/use-programme.ts';

type Row = ComparisonMatrix['indicators'][number];

/**
 * Every indicator by every district, this year's values on its own scale; the best and the last marked, by a sign and a
 * colour, where a rank says more than how large a district is.
 */
export function MatrixTable({ matrix, indicators }: { matrix: ComparisonMatrix; indicators: readonly Row[] }) {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  const tell = useCallback(
    (code: string, index: number) => {
      const row = matrix.indicators.find((one) => one.code === code);
      const district = matrix.districts[index];
      if (!row || !district) return null;
      return {
        of: t('all.cell', { district: district.name, indicator: localize(row.label, locale) }),
        years: matrix.years.map((year, place) =>
          t('yearValue', { year, value: shownValue(row.values[index]?.[place] ?? null, locale) }),
        ),
      };
    },
    [matrix, t, locale],
  );
  return (
    <YearsOfCells tell={tell} before={columnsBefore}>
      <Matrix matrix={matrix} indicators={indicators} />
    </YearsOfCells>
  );
}

const columnsBefore = 3;

const shownValue = (value: string | null, locale: Locale): string =>
  value === null ? '—' : groupDigits(value, locale);

const Matrix = memo(function Matrix({ matrix, indicators }: { matrix: ComparisonMatrix; indicators: readonly Row[] }) {
  const { t } = useTranslation('compare');
  const locale = useLocale();
  const last = matrix.years.length - 1;
  const baseName = useBaseName();
  return (
    <table className="table matrix" role="grid" aria-label={t('all.title')}>
      <thead>
        <tr>
          <th scope="col">{t('indicators')}</th>
          <th scope="col">{t('all.unit')}</th>
          <th scope="col">{t('all.mean')}</th>
          {matrix.districts.map((one) => (
            <th key={one.unitId} scope="col">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.groups.map((group) => {
          const rows = indicators.filter((one) => one.group === group.code);
          return (
            rows.length > 0 && (
              <Fragment key={group.code}>
                <tr className="group">
                  <th scope="colgroup" colSpan={columnsBefore + matrix.districts.length}>
                    {localize(group.label, locale)}
                  </th>
                </tr>
                {rows.map((row) => {
                  const marks = marksOf(row, matrix, last);
                  const show = (value: string | null): string => shownValue(value, locale);
                  const unit = localize(row.unit, locale);
                  const scale = row.base
                    ? baseName({ ...row.base, ...(matrix.bases[row.base.per] ?? { label: row.label, asBase: [] }) })
                    : row.isTotal
                      ? t('all.total')
                      : '';
                  return (
                    <tr key={row.code} data-code={row.code}>
                      <th scope="row">
                        <Link
                          to={`/compare?${editionQuery(matrix.programme, { year: matrix.year, indicator: row.code })}`}
                        >
                          {localize(row.label, locale)}
                        </Link>
                      </th>
                      <td className="muted">{[scale, unit].filter((part) => part !== '').join(' · ')}</td>
                      <td className="strong">{show(row.cityMean)}</td>
                      {matrix.districts.map((one, index) => (
                        <td
                          key={one.unitId}
                          className={marks[index]}
                          tabIndex={row === indicators[0] && index === 0 ? 0 : undefined}
                        >
                          {marks[index] === 'best' && <span aria-label={t('legend.best')}>▲ </span>}
                          {marks[index] === 'worst' && <span aria-label={t('legend.worst')}>▼ </span>}
                          {row.isUnasked[index] ? (
                            <span className="muted">{t('unasked')}</span>
                          ) : (
                            show(row.values[index]?.[last] ?? null)
                          )}
                          {row.hidden[index]?.[last] && <PublicHidden />}
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </Fragment>
            )
          );
        })}
      </tbody>
    </table>
  );
});

/** Only what is accepted and complete is ranked; equals share a mark, and where all are equal there is none. */
function marksOf(row: Row, { districts }: ComparisonMatrix, last: number): readonly string[] {
  const ranked = districts.map((district, index) => {
    const value = row.values[index]?.[last] ?? null;
    return value !== null && district.states[last] === 'accepted' && row.isComplete[index] === true
      ? new ExactDecimal(value)
      : null;
  });
  const values = ranked.filter((value) => value !== null);
  const [most, least] = [
    values.length > 0 ? ExactDecimal.max(...values) : new ExactDecimal(0),
    values.length > 0 ? ExactDecimal.min(...values) : new ExactDecimal(0),
  ];
  return ranked.map((value) => {
    if (value === null) return 'unranked';
    if (!row.isRanked || most.equals(least)) return '';
    const [best, worst] = row.moreIsBetter ? [most, least] : [least, most];
    return value.equals(best) ? 'best' : value.equals(worst) ? 'worst' : '';
  });
}
