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

/** What comes in, is settled, and stays open over terms and years: problems, complaints, signs. Codes of elements. */
interface Settling {
  /** What the three calculated elements begin with. */
  readonly code: string;
  /** Open on 1 January, the same number in every term. */
  readonly carried: string;
  readonly received: string;
  readonly settled: string;
  readonly unit: Localized;
  readonly zh: string;
  readonly en: string;
}

/**
 * What a rate of settling is measured against, in the two parts that a report prints beside it, and what stays open.
 * What was carried over counts once a year, in spring: over the year both add up, also where a school closes in it.
 */
export function settling(
  { code, carried, received, settled, unit, zh, en }: Settling,
  details: Details = {},
): readonly DataElement[] {
  const inSpring = `period.ordinal == 1 ? ${carried} : 0`;
  return [
    computed(
      `${code}_brought_in`,
      `${zh}：上年结转计入本期`,
      `${en}: carried over, counted in spring`,
      'flow',
      unit,
      inSpring,
      {
        hint: text('上年结转只计入春季学期。', 'What was carried over from last year counts in spring.'),
        ...details,
      },
    ),
    computed(`${code}_due`, `${zh}：应办合计`, `${en}: due`, 'flow', unit, `${received} + (${inSpring})`, {
      hint: text(
        '本期新增，加上年结转；上年结转只计入春季学期。',
        'What came in, plus what was carried over from last year, which counts in spring.',
      ),
      ...details,
    }),
    computed(
      `${code}_open`,
      `${zh}：期末未办结`,
      `${en}: open at the end of the term`,
      'stock',
      unit,
      `${carried} + yearToDate("${received}") - yearToDate("${settled}")`,
      {
        hint: text('秋季学期末的数，即下一年度的上年结转。', 'At the end of autumn: what next year carries over.'),
        ...details,
      },
    ),
  ];
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

/** What was carried over is what last year left open, and the same number in every term of the year. */
export function carriedOverFrom(open: string, carried: string, details: RuleDetails = {}): readonly ValidationRule[] {
  return [
    shouldHold(
      `${carried}_chains`,
      `period.ordinal != 1 || ${carried} == previous("${open}")`,
      [carried],
      '“上年结转”与上年末未办结数不一致，请核实并说明',
      'The number carried over differs from what last year left open: please check and explain',
      details,
    ),
    shouldHold(
      `${carried}_unchanged`,
      `period.ordinal == 1 || ${carried} == previous("${carried}")`,
      [carried],
      '“上年结转”为年初数，与上学期填报数不一致，请核实并说明',
      'The number carried over from last year is as at 1 January, yet it differs from last term’s: please check and explain',
      details,
    ),
  ];
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
