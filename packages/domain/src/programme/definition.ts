import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import type { FormDefinition, SensitiveRegister } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorGroup } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { ChainStep, ReportTemplate } from '../report/definition.ts';

/** What a programme calls a section or a group of units that its forms ask for by code. */
export interface NamedUnits {
  readonly code: string;
  readonly label: Localized;
}

/**
 * What of a programme a bureau asks or doesn't, by a switch of its own: the forms, groups of indicators and sentences of
 * the report that say so. Off until it is switched on (decision 61).
 */
export interface ProgrammePart extends NamedUnits {
  readonly description: Localized;
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
  /** Absent where it asks for none by a code. */
  readonly sections?: readonly NamedUnits[];
  readonly unitGroups?: readonly NamedUnits[];
  /** Absent where all of it is asked of everybody. */
  readonly parts?: readonly ProgrammePart[];
}
