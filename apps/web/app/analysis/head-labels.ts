import { localize, measureKey } from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { Pivot, PivotHead } from '../outputs.ts';

/** How the heads of a pivot are called: rows, and columns with and without what stands above them. */
export function useHeadLabels(pivot: Pivot) {
  const { t } = useTranslation('analysis');
  const locale = useLocale();
  return useMemo(() => {
    const measure = (key: string | undefined): Pivot['measures'][number] | undefined =>
      pivot.measures.find((one) => one.key === key);
    const measureName = (key: string | undefined): string => {
      const found = measure(key);
      return found ? localize(found.label, locale) : '';
    };
    const plain = (head: PivotHead): string => (head.label ? localize(head.label, locale) : t('total'));
    const above = (head: PivotHead): string[] =>
      pivot.above.map((name) => (name === 'year' ? String(head.at.year) : measureName(head.at.measure)));
    const { definition } = pivot;
    const only = pivot.measures.length === 1 ? measureName(pivot.measures[0]?.key) : '';
    /** Without the measure, which a chart says for itself. */
    const own = (head: PivotHead): string => {
      const parts = [
        ...(pivot.above.includes('year') ? [String(head.at.year)] : []),
        ...(definition.columns === 'none' ? [] : [plain(head)]),
      ];
      return parts.join(' · ') || measureName(head.at.measure) || only;
    };
    const column = (head: PivotHead): string =>
      [...above(head), ...(definition.columns === 'none' ? [] : [plain(head)])].join(' · ') || only || t('value');
    /** Which measure a cell is of. */
    const measureAt = (row: PivotHead, head: PivotHead): Pivot['measures'][number] | undefined =>
      measure(row.at.measure ?? head.at.measure ?? definition.measures.map(measureKey)[0]);
    return { row: plain, own, column, measureAt, measureName };
  }, [pivot, locale, t]);
}

export type HeadLabels = ReturnType<typeof useHeadLabels>;
