import { isMet, localize, statesOf, type Condition, type FigureRef, type StateOfFigure } from '@huibao/domain';
import { nameWithScope, readCondition, readWhyUnprinted } from '@huibao/i18n';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { ReportView } from '../../outputs.ts';
import type { FigureCatalogue } from '../figure-catalogue.ts';
import type { ShownFigures } from '../use-figures.ts';
import type { ConditionLook } from './sentence-node.ts';

/** How the report's figures decide its conditions now, as the server does, and the words for it. */
export function useDecide(
  report: Pick<ReportView, 'indicators' | 'periods'>,
  { values, find }: ShownFigures,
): {
  readonly stateOf: StateOfFigure;
  readonly decide: (when: Condition) => ConditionLook;
} {
  const { t, i18n } = useTranslation('reports');
  const labelOf = useLabelOf(report);
  const stateOf = useMemo((): StateOfFigure => {
    const known = statesOf(values);
    return (asked) => {
      find(asked);
      return known(asked);
    };
  }, [values, find]);
  const decide = useCallback(
    (when: Condition): ConditionLook => {
      const condition = readCondition(when, labelOf, i18n);
      const now = readWhyUnprinted(when, stateOf, labelOf, i18n);
      return {
        isPrinted: isMet(when, stateOf),
        words: now === null ? t('condition.when', { condition }) : t('condition.why', { condition, now }),
      };
    },
    [stateOf, labelOf, t, i18n],
  );
  return { stateOf, decide };
}

/** The names by which conditions speak of figures. */
export function useLabelOf({
  indicators,
  periods,
}: Pick<FigureCatalogue, 'indicators' | 'periods'>): (figure: FigureRef) => string {
  const { i18n } = useTranslation('reports');
  const locale = useLocale();
  return useMemo(() => {
    const labels = new Map(indicators.map(({ code, label }) => [code, localize(label, locale)]));
    return ({ indicator, scope }) => nameWithScope(labels.get(indicator) ?? indicator, scope, periods, i18n);
  }, [indicators, periods, locale, i18n]);
}
