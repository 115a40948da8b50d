import type { CalendarPeriod, IndicatorDefinition, IndicatorGroup } from '@huibao/domain';
import type { ReportIndicator } from '../outputs.ts';

/** An indicator that a text may speak of; without a value where there are no figures yet, as in a template. */
export interface ChoosableIndicator extends Pick<
  IndicatorDefinition,
  'code' | 'label' | 'group' | 'unit' | 'format' | 'decimals'
> {
  readonly value?: ReportIndicator['value'];
}

/** What a text may speak of: a report's figures, or the indicators of a programme that is being built. */
export interface FigureCatalogue {
  readonly indicators: readonly ChoosableIndicator[];
  readonly groups: readonly IndicatorGroup[];
  readonly periods: readonly Pick<CalendarPeriod, 'code' | 'label'>[];
  /** Whether it speaks of those below, and so of the office's own work apart. */
  readonly hasOwn: boolean;
}
