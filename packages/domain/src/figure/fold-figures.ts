import { exactProduct, exactSum, ExactDecimal, quotient } from '../exact-decimal.ts';
import { factorOf, type IndicatorOperator } from '../indicator/definition.ts';
import type { IndicatorValue } from './value.ts';

export type FoldedFigure = Pick<IndicatorValue, 'numerator' | 'denominator' | 'value' | 'texts'>;

/**
 * The figure over several reporters from the figures of each: numerators and denominators are added up, never
 * quotients; the least, the greatest and the middle are of what each has; texts are named once.
 */
export function foldFigures(operator: IndicatorOperator, figures: readonly FoldedFigure[]): FoldedFigure {
  const factor = factorOf(operator);
  const numbers = figures.flatMap(({ numerator }) => numerator ?? []);
  switch (operator.op) {
    case 'total': {
      const numerator = numbers.length === 0 ? null : exactSum(numbers);
      return { numerator, denominator: null, value: quotient(numerator, '1', factor), texts: [] };
    }
    case 'ratio':
    case 'weighted_mean':
    case 'mean': {
      // Who has only one side of a quotient is in neither.
      const both = figures.filter(({ numerator, denominator }) => numerator !== null && denominator !== null);
      const side = (of: 'numerator' | 'denominator'): string | null =>
        both.length === 0 ? null : exactSum(both.map((figure) => figure[of] ?? '0'));
      const [numerator, denominator] = [side('numerator'), side('denominator')];
      return { numerator, denominator, value: quotient(numerator, denominator, factor), texts: [] };
    }
    case 'min':
    case 'max':
    case 'median': {
      const sorted = numbers.toSorted((a, b) => new ExactDecimal(a).comparedTo(b));
      const picked = operator.op === 'min' ? sorted.at(0) : operator.op === 'max' ? sorted.at(-1) : middleOf(sorted);
      const numerator = picked ?? null;
      return { numerator, denominator: null, value: quotient(numerator, '1', factor), texts: [] };
    }
    case 'list':
    case 'distinct': {
      const texts = [...new Set(figures.flatMap((figure) => figure.texts))].sort(byCodePoint);
      const count = numbers.length === 0 ? null : String(texts.length);
      return { numerator: count, denominator: null, value: count, texts };
    }
  }
}

function middleOf(sorted: readonly string[]): string | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) return undefined;
  return upper === lower ? upper : exactProduct(exactSum([upper, lower]), '0.5');
}

/** As the database sorts them; UTF-16 would put characters beyond its first plane elsewhere. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
