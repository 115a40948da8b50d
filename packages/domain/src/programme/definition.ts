import type { FormDefinition, SensitiveRegister } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { ChainStep, ReportTemplate } from '../report/definition.ts';

/** Month-day dates (`MM-DD`), the year being the reporting year or, for `reportDue` and `publishDue`, the next one. */
export interface ProgrammeCalendar {
  /** One per period ordinal. A `due` date includes that day. */
  readonly windows: readonly {
    readonly opens: string;
    readonly due: string;
    readonly closes: string;
    readonly closesNextYear: boolean;
    readonly dueNextYear: boolean;
  }[];
  /** 03-01: to the superiors before that day (`statutoryDays`). */
  readonly reportDue: string;
  /** 04-01: to the public before that day. */
  readonly publishDue: string;
}

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
