import { isMet, localize, statesOf, type Condition, type StateOfFigure } from '@huibao/domain';
import { readCondition, readWhyUnprinted } from '@huibao/i18n';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { ReportView } from '../../outputs.ts';
import type { ConditionLook } from './sentence-node.ts';

/** How the report's figures decide its conditions now, as the server does, and the words for it. */
export function useDecide({ indicators }: Pick<ReportView, 'indicators'>): {
  readonly stateOf: StateOfFigure;
  readonly decide: (when: Condition) => ConditionLook;
} {
  const { t, i18n } = useTranslation('reports');
  const labelOf = useLabelOf(indicators);
  const stateOf = useMemo(
    () => statesOf(new Map(indicators.flatMap(({ code, value }) => (value ? [[code, value] as const] : [])))),
    [indicators],
  );
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
export function useLabelOf(indicators: ReportView['indicators']): (code: string) => string {
  const locale = useLocale();
  return useMemo(() => {
    const labels = new Map(indicators.map(({ code, label }) => [code, localize(label, locale)]));
    return (code) => labels.get(code) ?? code;
  }, [indicators, locale]);
}
