import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import { operandsOf, type IndicatorDefinition, type Term } from '../indicator/definition.ts';
import { isSmall } from './hidden-cells.ts';

/** Whether persons are counted on either side of an indicator. */
export function countsPersons({ operator }: IndicatorDefinition, elements: ReadonlyMap<string, DataElement>): boolean {
  return operandsOf(operator).some((term) => addsUpPersons(term, elements));
}

export function addsUpPersons(term: Term | undefined, elements: ReadonlyMap<string, DataElement>): boolean {
  return term?.take === 'sum' && elements.get(term.element)?.countsPersons === true;
}

/** Whether a figure says that there are so few of them: by itself, or as what is divided or divided by. */
export function tellsFew(
  { operator }: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
  figure: Pick<IndicatorValue, 'numerator' | 'denominator'> | undefined,
): boolean {
  if (!figure) return false;
  const [counted, dividing] = operandsOf(operator);
  const isFew = (term: Term | undefined, value: string | null): boolean =>
    addsUpPersons(term, elements) && isSmall(value);
  switch (operator.op) {
    case 'ratio':
      return isFew(counted, figure.numerator) || isFew(dividing, figure.denominator);
    case 'weighted_mean':
      return isFew(counted, figure.denominator) || isFew(dividing, figure.denominator);
    case 'list':
    case 'distinct':
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return isFew(counted, figure.numerator);
  }
}
