import type { GateFinding, IndicatorDefinition, Localized } from '@huibao/domain';
import type { Figures } from '../../rollup/roll-up.ts';
import type { Report } from '../report.repository.ts';
import type { SectionText } from '../section.repository.ts';

/** A report as it would go on: its text, and what its figures are now. */
export interface Checked {
  readonly report: Report;
  readonly sections: readonly SectionText[];
  readonly figures: Figures;
  /** As they were signed, where they were; absent: the edition's. */
  readonly definitions?: readonly IndicatorDefinition[] | undefined;
}

/** A finding, and the name of what it is about. */
export type Named = GateFinding & { readonly label: Localized | null };
