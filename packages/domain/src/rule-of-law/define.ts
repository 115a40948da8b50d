import type { DataElement, Dimension, ElementType, Option, ValidationRule } from '../form/definition.ts';
import type { Localized } from '../localized.ts';

/** Short ways to write definitions, so that the forms read as tables. */
export function text(zh: string, en: string): Localized {
  return { zh, en };
}

export function option(code: string, zh: string, en: string, appliesTo?: Option['appliesTo']): Option {
  return { code, label: text(zh, en), ...(appliesTo ? { appliesTo } : {}) };
}

export function dimension(code: string, zh: string, en: string, options: readonly Option[]): Dimension {
  return { code, label: text(zh, en), options };
}

type Details = Partial<Omit<DataElement, 'code' | 'label'>>;

function element(
  type: ElementType,
  defaults: Details,
  code: string,
  zh: string,
  en: string,
  details: Details,
): DataElement {
  return { code, label: text(zh, en), type, flow: 'stock', required: true, ...defaults, ...details };
}

/** A number of the term: over the year its terms add up. */
export function flow(code: string, zh: string, en: string, unit: Localized, details: Details = {}): DataElement {
  return element('integer', { flow: 'flow', min: '0', unit }, code, zh, en, details);
}

/** A number as at the end of the period: over the year the latest answer holds. */
export function stock(code: string, zh: string, en: string, unit: Localized, details: Details = {}): DataElement {
  return element('integer', { min: '0', unit }, code, zh, en, details);
}

export function money(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('money', { min: '0', decimals: 2, unit: text('元', 'CNY') }, code, zh, en, details);
}

export function yesNo(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('boolean', {}, code, zh, en, details);
}

export function choice(
  code: string,
  zh: string,
  en: string,
  options: readonly Option[],
  details: Details = {},
): DataElement {
  return element('choice', { options }, code, zh, en, details);
}

export function date(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('date', {}, code, zh, en, details);
}

export function words(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('text', {}, code, zh, en, details);
}

export function narrative(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('narrative', { flow: 'flow', required: false }, code, zh, en, details);
}

export function files(code: string, zh: string, en: string, details: Details = {}): DataElement {
  return element('attachment', { flow: 'flow', required: false }, code, zh, en, details);
}

/** A whole number computed over other cells. */
export function computed(
  code: string,
  zh: string,
  en: string,
  flowOrStock: 'flow' | 'stock',
  unit: Localized,
  calculated: string,
  details: Details = {},
): DataElement {
  return element('integer', { flow: flowOrStock, required: false, unit, calculated }, code, zh, en, details);
}

export function computedYesNo(
  code: string,
  zh: string,
  en: string,
  calculated: string,
  details: Details = {},
): DataElement {
  return element('boolean', { required: false, calculated }, code, zh, en, details);
}

/** What a rate of settling is measured against. Over the year it adds up to what was carried over plus what came in. */
export function due(
  code: string,
  zh: string,
  en: string,
  unit: Localized,
  received: string,
  carried: string,
  details: Details = {},
): DataElement {
  const hint = text(
    '本期新增，加上年结转；上年结转只计入春季学期。',
    'What came in, plus what was carried over from last year, which counts in spring.',
  );
  return computed(code, zh, en, 'flow', unit, `${received} + (period.ordinal == 1 ? ${carried} : 0)`, {
    hint,
    ...details,
  });
}

type RuleDetails = Partial<Pick<ValidationRule, 'missing' | 'perOption'>>;

/** 逻辑校验: blocks submitting. */
export function mustHold(
  code: string,
  expression: string,
  elements: readonly string[],
  zh: string,
  en: string,
  details: RuleDetails = {},
): ValidationRule {
  return { code, severity: 'error', expression, elements, message: text(zh, en), ...details };
}

/** 经验校验: kept with an explanation. */
export function shouldHold(
  code: string,
  expression: string,
  elements: readonly string[],
  zh: string,
  en: string,
  details: RuleDetails = {},
): ValidationRule {
  return { code, severity: 'warning', expression, elements, message: text(zh, en), ...details };
}

/**
 * Problems and complaints carry over from term to term and from year to year: only sums over the year can be compared.
 */
export function settledWithinReceived(
  settled: string,
  carried: string,
  received: string,
  zh: string,
  en: string,
  details: RuleDetails = {},
): ValidationRule {
  return mustHold(
    `${settled}_within_due`,
    `yearToDate("${settled}") <= ${carried} + yearToDate("${received}")`,
    [settled, carried, received],
    zh,
    en,
    details,
  );
}

/** What was carried over at the start of the year is the same number in every term of it. */
export function sameCarriedOver(carried: string, details: RuleDetails = {}): ValidationRule {
  return shouldHold(
    `${carried}_unchanged`,
    `period.ordinal == 1 || ${carried} == previous("${carried}")`,
    [carried],
    '“上年结转”为年初数，与上学期填报数不一致，请核实并说明',
    'The number carried over from last year is as at 1 January, yet it differs from last term’s: please check and explain',
    details,
  );
}

export const units = {
  school: text('所', 'schools'),
  item: text('项', 'items'),
  piece: text('件', 'cases'),
  place: text('个', ''),
  copy: text('份', 'copies'),
  session: text('场', 'sessions'),
  meeting: text('次', 'times'),
  person: text('人', 'people'),
  personTime: text('人次', 'attendances'),
  class: text('个', 'classes'),
  hour: text('课时', 'hours'),
  none: text('', ''),
} as const satisfies Record<string, Localized>;

/** Schools of compulsory education: everyone but kindergartens. */
export const schoolsOnly = { kinds: ['school'], exceptSchoolTypes: ['111'] } as const;
