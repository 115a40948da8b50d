import { decimalsOf } from '../cell/check-content.ts';
import { HuibaoError } from '../error-codes.ts';
import { dimensionsOf, keysRead, keysWithin } from '../form/breakdown.ts';
import { isNumeric, type DataElement, type Dimension } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorOperator, Term } from '../indicator/definition.ts';
import { intersectUnits, type UnitFilter } from '../org-unit.ts';

/** What an element's answers come apart by: its dimensions, or the answers that a choice offers. */
export function breakdownsOf(element: DataElement): readonly Dimension[] {
  if (element.type !== 'choice') return dimensionsOf(element);
  return [{ code: element.code, label: element.label, options: element.options ?? [] }];
}

const countedUnit = { zh: '个', en: '' };

/**
 * An element as an indicator of its own: numbers added up (a stock: the latest ones), per cents as a mean, yes and
 * choices counted. Undefined for what can't be measured.
 */
export function indicatorOfElement(element: DataElement): IndicatorDefinition | undefined {
  const operator = operatorOf(element);
  if (!operator) return undefined;
  return {
    code: `element:${element.code}`,
    group: '',
    label: element.label,
    unit: element.type === 'percent' ? { zh: '%', en: '%' } : (element.unit ?? countedUnit),
    operator,
    decimals: isNumeric(element.type) ? decimalsOf(element) : 0,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  };
}

function operatorOf({ code, type }: DataElement): IndicatorOperator | undefined {
  if (type === 'percent') return { op: 'mean', of: { element: code, take: 'sum' } };
  if (isNumeric(type)) return { op: 'total', of: { element: code, take: 'sum' } };
  if (type === 'boolean')
    return { op: 'total', of: { element: code, take: 'count', where: { op: 'eq', value: 'true' } } };
  return type === 'choice' ? { op: 'total', of: { element: code, take: 'count' } } : undefined;
}

/** The same indicator over fewer units; undefined where that leaves nobody. */
export function restrictToUnits(
  definition: IndicatorDefinition,
  units: UnitFilter | undefined,
): IndicatorDefinition | undefined {
  if (!units || Object.keys(units).length === 0) return definition;
  const children = intersectUnits(definition.children ?? {}, units);
  if (children === 'two_groups') throw new HuibaoError('analysis.two_groups', { indicator: definition.code });
  return children && { ...definition, children };
}

/** One option of a dimension, or one answer of a choice. */
export interface OptionOf {
  readonly dimension: string;
  readonly option: string;
}

/**
 * The same indicator of one option alone. Its own side must come apart by that dimension; the side that it is divided
 * by is restricted where it does too, and stays whole where it doesn't. Undefined where it says nothing of the option.
 */
export function restrictToOption(
  definition: IndicatorDefinition,
  at: OptionOf,
  elementOf: (code: string) => DataElement | undefined,
): IndicatorDefinition | undefined {
  const { operator } = definition;
  const restrict = (term: Term): Restricted => restrictTerm(term, at, elementOf);
  switch (operator.op) {
    case 'list':
    case 'distinct':
      return undefined;
    case 'ratio': {
      const [own, per] = [restrict(operator.of), restrict(operator.per)];
      return isRestricted(own) && per
        ? { ...definition, operator: { ...operator, of: own, per: per === 'whole' ? operator.per : per } }
        : undefined;
    }
    case 'weighted_mean': {
      const [own, weight] = [restrict(operator.of), restrict(operator.weight)];
      return isRestricted(own) && weight
        ? { ...definition, operator: { ...operator, of: own, weight: weight === 'whole' ? operator.weight : weight } }
        : undefined;
    }
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median': {
      const own = restrict(operator.of);
      return isRestricted(own) ? { ...definition, operator: { ...operator, of: own } } : undefined;
    }
  }
}

/** `whole`: the element doesn't come apart by the dimension. Undefined: the term says nothing of the option. */
type Restricted = Term | 'whole' | undefined;

function isRestricted(term: Restricted): term is Term {
  return term !== undefined && term !== 'whole';
}

function restrictTerm(
  term: Term,
  { dimension, option }: OptionOf,
  elementOf: (code: string) => DataElement | undefined,
): Restricted {
  const element = elementOf(term.element);
  const breakdown = element && breakdownsOf(element).find(({ code }) => code === dimension);
  if (!element || !breakdown) return 'whole';
  if (!breakdown.options.some((one) => one.code === option)) return undefined;
  if (element.dimension) {
    const held = new Set(keysWithin(element, option));
    const keys = keysRead(element, term.keys).filter((key) => held.has(key));
    return keys.length > 0 ? { ...term, keys } : undefined;
  }
  // A choice: those who gave this answer, if they are counted at all.
  if (term.take !== 'count') return undefined;
  if (term.where && (term.where.op === 'eq') !== (term.where.value === option)) return undefined;
  return { ...term, where: { op: 'eq', value: option } };
}
