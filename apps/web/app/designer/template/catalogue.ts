import {
  localize,
  scopePeriods,
  type Condition,
  type FigureNode,
  type IndicatorDefinition,
  type IndicatorGroup,
  type ProgrammeCalendar,
} from '@huibao/domain';
import type { DraftParts } from '@huibao/domain/designing';
import { nameWithScope, readCondition } from '@huibao/i18n';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { FigureLook } from '../../report/editor-schema.ts';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import type { ConditionLook } from '../../report/sentence/sentence-node.ts';
import { useLabelOf } from '../../report/sentence/use-decide.ts';

/**
 * What a template may speak of: the draft's own indicators, which have no values yet.
 *
 * @param hasOwn whether the text is of whoever reports on those below
 */
export function useCatalogue(parts: DraftParts, hasOwn: boolean): FigureCatalogue {
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const { indicatorGroups, calendar } = parts.get('programme.json') as {
    readonly indicatorGroups: readonly IndicatorGroup[];
    readonly calendar: ProgrammeCalendar;
  };
  return useMemo(() => {
    const codes = scopePeriods(calendar);
    return {
      indicators,
      groups: indicatorGroups,
      // What comes from below comes by the year.
      periods: hasOwn ? [] : calendar.periods.filter(({ code }) => codes.includes(code)),
      hasOwn,
    };
  }, [indicators, indicatorGroups, calendar, hasOwn]);
}

export interface TemplateLook {
  readonly describe: (attrs: FigureNode['attrs']) => FigureLook;
  readonly decide: (when: Condition) => ConditionLook;
}

/** A template's figures by name, since they have no number yet; its conditions undecided, in words. */
export function useTemplateLook(catalogue: FigureCatalogue): TemplateLook {
  const { t, i18n } = useTranslation('reports');
  const locale = useLocale();
  const labelOf = useLabelOf(catalogue);
  return useMemo(() => {
    const labels = new Map(catalogue.indicators.map(({ code, label }) => [code, localize(label, locale)]));
    return {
      describe: ({ indicator, scope }) => ({
        words: nameWithScope(labels.get(indicator) ?? indicator, scope, catalogue.periods, i18n),
        title: indicator,
        tone: labels.has(indicator) ? null : 'unknown',
      }),
      decide: (when) => ({
        isPrinted: true,
        isOpen: true,
        words: t('condition.when', { condition: readCondition(when, labelOf, i18n) }),
      }),
    };
  }, [catalogue, labelOf, locale, t, i18n]);
}
