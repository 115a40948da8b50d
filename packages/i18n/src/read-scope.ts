import { localize, type CalendarPeriod, type FigureScope } from '@huibao/domain';
import type { i18n } from 'i18next';
import { localeOf } from './read-change.ts';

/** Of which part of time a figure is, in words: 本年度, 春季学期, 上年, 上年春季学期; and whose: 本级, 下级. */
export function readScope(
  scope: FigureScope | null | undefined,
  periods: readonly Pick<CalendarPeriod, 'code' | 'label'>[],
  i18n: i18n,
): string {
  const t = i18n.getFixedT(null, 'reports');
  if (scope?.whose !== undefined) return t(`scope.${scope.whose}${scope.year === 'last' ? 'Last' : ''}`);
  const found = periods.find(({ code }) => code === scope?.period);
  const period = found ? localize(found.label, localeOf(i18n)) : scope?.period;
  if (scope?.year === 'last') return period === undefined ? t('scope.last') : t('scope.lastPeriod', { period });
  return period ?? t('scope.year');
}

/** A figure's name, with the part of time that it is of, where that isn't the whole year: 收到申请（上年）. */
export function nameWithScope(
  label: string,
  scope: FigureScope | null | undefined,
  periods: readonly Pick<CalendarPeriod, 'code' | 'label'>[],
  i18n: i18n,
): string {
  if (!scope) return label;
  return i18n.getFixedT(null, 'reports')('scope.named', { label, scope: readScope(scope, periods, i18n) });
}
