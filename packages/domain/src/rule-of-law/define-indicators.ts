import type { IndicatorDefinition, IndicatorOperator, Predicate, Term } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { UnitFilter } from '../org-unit.ts';
import { text } from './define.ts';

type Details = Partial<
  Pick<IndicatorDefinition, 'children' | 'decimals' | 'coverageFloor' | 'format' | 'comparable' | 'moreIsBetter'>
>;

function indicator(
  group: string,
  code: string,
  zh: string,
  en: string,
  unit: Localized,
  operator: IndicatorOperator,
  details: Details,
): IndicatorDefinition {
  return {
    code,
    group,
    label: text(zh, en),
    unit,
    operator,
    decimals: 0,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: null,
    ...details,
  };
}

/** The definitions of one group, in the order of its forms. */
export function indicatorsOf(group: string) {
  return {
    /** The sum of an element, of all options or of some. */
    sum: (
      code: string,
      element: string,
      zh: string,
      en: string,
      unit: Localized,
      details: Details & { readonly keys?: readonly string[]; readonly factor?: string } = {},
    ): IndicatorDefinition => {
      const { keys, factor, ...rest } = details;
      const operator: IndicatorOperator = { op: 'total', of: sumOf(element, keys), ...(factor ? { factor } : {}) };
      return indicator(group, code, zh, en, unit, operator, rest);
    },
    /** How many reporters' value meets the condition. */
    count: (
      code: string,
      term: Term,
      zh: string,
      en: string,
      unit: Localized,
      details: Details = {},
    ): IndicatorDefinition => indicator(group, code, zh, en, unit, { op: 'total', of: term }, details),
    /** Per cent, a sum over a sum. */
    share: (code: string, of: Term, per: Term, zh: string, en: string, details: Details = {}): IndicatorDefinition =>
      indicator(
        group,
        code,
        zh,
        en,
        text('%', '%'),
        { op: 'ratio', of, per, factor: '100' },
        { decimals: 1, format: { style: 'percent', decimals: 1 }, moreIsBetter: true, ...details },
      ),
    /** A sum over a sum, per so many. */
    rate: (
      code: string,
      of: Term,
      per: Term,
      factor: string,
      zh: string,
      en: string,
      unit: Localized,
      details: Details = {},
    ): IndicatorDefinition =>
      indicator(group, code, zh, en, unit, { op: 'ratio', of, per, factor }, { decimals: 1, ...details }),
    list: (
      code: string,
      element: string,
      zh: string,
      en: string,
      unit: Localized,
      most: number,
      details: Details = {},
    ): IndicatorDefinition =>
      indicator(
        group,
        code,
        zh,
        en,
        unit,
        { op: 'list', of: { element } },
        { format: { style: 'list', most }, comparable: false, ...details },
      ),
    distinct: (
      code: string,
      element: string,
      zh: string,
      en: string,
      unit: Localized,
      details: Details = {},
    ): IndicatorDefinition => indicator(group, code, zh, en, unit, { op: 'distinct', of: { element } }, details),
  };
}

export function sumOf(element: string, keys?: readonly string[]): Term {
  return { element, take: 'sum', ...(keys ? { keys } : {}) };
}

export function countOf(element: string, where?: Predicate, keys?: readonly string[]): Term {
  return { element, take: 'count', ...(where ? { where } : {}), ...(keys ? { keys } : {}) };
}

export const isTrue: Predicate = { op: 'eq', value: 'true' };

export const isPositive: Predicate = { op: 'gt', value: '0' };

export const atLeast = (value: string): Predicate => ({ op: 'gte', value });

/** Who is asked: a school's indicator has schools as its N, a section's has that section. */
export const schools: UnitFilter = { kinds: ['school'], exceptSchoolTypes: ['111'] };

export const publicSchools: UnitFilter = { ...schools, ownership: 'public' };

export const schoolsAndKindergartens: UnitFilter = { kinds: ['school'] };

export const kindergartens: UnitFilter = { kinds: ['school'], schoolTypes: ['111'] };

export const policySection: UnitFilter = { kinds: ['section'], sectionCodes: ['policy'] };

export const privateEducationSection: UnitFilter = { kinds: ['section'], sectionCodes: ['private-education'] };
