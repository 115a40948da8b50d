import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import type { FormDefinition, SensitiveRegister } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { ChainStep, ReportTemplate } from '../report/definition.ts';

/** A yearly reporting duty as data. An edition of it pins versions for one year. */
export interface Programme {
  readonly code: string;
  readonly title: Localized;
  readonly forms: readonly FormDefinition[];
  readonly sensitiveRegisters: readonly SensitiveRegister[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly template: ReportTemplate;
  readonly chain: readonly ChainStep[];
  readonly calendar: ProgrammeCalendar;
}
