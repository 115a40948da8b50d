import { changeOfWhole, type CalendarPair, type NoChangeReason } from '../figure/change.ts';
import { figureKey, ofThisYear, type FigureKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { PrintedContent } from './definition.ts';
import { figuresBySentence } from './footing.ts';

/** Last year's figure beside this year's, between which nothing can be said to have changed. */
export interface UnlikeYears {
  /** Last year's: the figure, and what it stands for. */
  readonly figureId: string;
  readonly indicator: string;
  readonly scope: FigureScope;
  readonly now: IndicatorValue;
  readonly before: IndicatorValue;
  readonly reason: Extract<NoChangeReason, 'other_periods' | 'not_like_with_like'>;
}

/** Whoever reads the two in one sentence, or in one row of a table, compares them. */
export function findUnlikeYears(
  content: PrintedContent,
  figures: ReadonlyMap<FigureKey, IndicatorValue>,
  calendars: CalendarPair,
): readonly UnlikeYears[] {
  return figuresBySentence(content, { withTables: true }).flatMap((sentence) =>
    sentence.flatMap(({ attrs }): readonly UnlikeYears[] => {
      const { id: figureId, indicator, scope } = attrs;
      if (scope?.year !== 'last') return [];
      const ofNow = figureKey({ indicator, scope: ofThisYear(scope) });
      if (!sentence.some((one) => figureKey(one.attrs) === ofNow)) return [];
      const [now, before] = [figures.get(ofNow), figures.get(figureKey(attrs))];
      if (!now || !before) return [];
      const change = changeOfWhole(attrs, now, before, calendars);
      if (change.kind !== 'none') return [];
      const { reason } = change;
      return reason === 'other_periods' || reason === 'not_like_with_like'
        ? [{ figureId, indicator, scope, now, before, reason }]
        : [];
    }),
  );
}
