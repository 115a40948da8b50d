import type { ReportIndicator, ReportView } from '../outputs.ts';

/** An indicator that a text may speak of; without a value where there are no figures yet, as in a template. */
export type ChoosableIndicator = Pick<ReportIndicator, 'code' | 'label' | 'group' | 'unit' | 'format' | 'decimals'> &
  Partial<Pick<ReportIndicator, 'value'>>;

/** What a text may speak of: a report's figures, or the indicators of a programme that is being built. */
export interface FigureCatalogue extends Pick<ReportView, 'groups' | 'periods'> {
  readonly indicators: readonly ChoosableIndicator[];
}
