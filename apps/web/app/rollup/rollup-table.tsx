import { localize } from '@huibao/domain';
import { readRefusal } from '@huibao/i18n';
import { Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { PublicHidden } from '../public-hidden.tsx';
import type { Rollup } from '../outputs.ts';
import { ChangeText } from './change-cell.tsx';
import { percentOf, shownValue } from './indicator-values.ts';
import { AddedMark } from '../programme/added-mark.tsx';
import { editionQuery } from '../programme/use-programme.ts';

/** All indicators of the year under their groups; the one opened is marked. */
export function RollupTable({ rollup, search, opened }: { rollup: Rollup; search: string; opened: string | null }) {
  const { t, i18n } = useTranslation('rollup');
  const locale = useLocale();
  const wanted = search.trim().toLowerCase();
  const groups = rollup.groups
    .map((group) => ({
      ...group,
      indicators: rollup.indicators.filter(
        (one) =>
          one.group === group.code &&
          (wanted === '' || localize(one.label, locale).toLowerCase().includes(wanted) || one.code.includes(wanted)),
      ),
    }))
    .filter((group) => group.indicators.length > 0);
  const hasOwn = rollup.indicators.some((one) => one.own !== null);
  if (groups.length === 0) return <p className="empty">{t('none')}</p>;
  return (
    <table className="table rollup">
      <thead>
        <tr>
          <th scope="col">{t('columns.indicator')}</th>
          <th scope="col" className="num">
            {t('columns.value')}
          </th>
          {hasOwn && (
            <th scope="col" className="num" title={t('ownHint')}>
              {t('columns.own')}
            </th>
          )}
          <th scope="col">{t('columns.unit')}</th>
          <th scope="col" className="num">
            {t('columns.lastYear')}
          </th>
          <th scope="col" className="num">
            {t('columns.change')}
          </th>
          <th scope="col" className="num" title={t('answeredHint')}>
            {t('columns.answered')}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.code}>
            <tr className="group">
              <th scope="colgroup" colSpan={hasOwn ? 7 : 6}>
                {localize(group.label, locale)}
              </th>
            </tr>
            {group.indicators.map((one) => {
              return (
                <tr key={one.code} className={one.code === opened ? 'opened' : ''}>
                  <th scope="row">
                    <Link
                      to={`?${editionQuery(rollup.programme, { year: rollup.year, indicator: one.code, preview: rollup.isPreview ? 1 : null })}`}
                      preventScrollReset
                      aria-current={one.code === opened || undefined}
                    >
                      {localize(one.label, locale)}
                    </Link>
                    <AddedMark code={one.code} />
                    {one.gap && (
                      <span title={readRefusal({ ...one.gap, file: '', path: '$' }, i18n).text}>
                        {' '}
                        <Tag tone="alert">{t('gap')}</Tag>
                      </span>
                    )}
                    {one.isChanged && (
                      <span title={t('changedHint')}>
                        {' '}
                        <Tag>{t('changed')}</Tag>
                      </span>
                    )}
                  </th>
                  <td className="num strong">
                    {shownValue(one.value, one.decimals, locale)}
                    {one.isHidden && <PublicHidden />}
                  </td>
                  {hasOwn && (
                    <td className="num nowrap">
                      {one.own !== null && one.own.expected > 0 && (
                        <Link
                          to={`?${editionQuery(rollup.programme, { year: rollup.year, indicator: one.code, own: 1 })}`}
                          preventScrollReset
                        >
                          {shownValue(one.own, one.decimals, locale)}{' '}
                          <span className="muted small">
                            {one.own.answered}/{one.own.expected}
                          </span>
                        </Link>
                      )}
                    </td>
                  )}
                  <td className="muted">{localize(one.unit, locale)}</td>
                  <td className="num muted">
                    {shownValue(one.lastYear, one.decimals, locale)}
                    {one.isHiddenLastYear && <PublicHidden />}
                  </td>
                  <td className="num muted">
                    <ChangeText change={one.change} decimals={one.decimals} />
                  </td>
                  <td className="num nowrap">
                    {one.isPartial && (
                      <span title={t('partialHint', { floor: percentOf(one.coverageFloor) })}>
                        <Tag tone="warn">{t('partial')}</Tag>
                      </span>
                    )}{' '}
                    {one.value?.answered ?? 0}/{one.value?.expected ?? 0}
                    {one.value?.leaves && <span className="muted small nowrap"> {t('leaves', one.value.leaves)}</span>}
                  </td>
                </tr>
              );
            })}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
