import { ExactDecimal } from '../exact-decimal.ts';
import { figureKey, type FigureKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';

/**
 * What a figure comes to for the sentence around it: always exactly one of these. `some` is any value that isn't
 * nought; of a list, that it names somebody.
 */
export const figureStates = ['some', 'zero', 'missing'] as const;

export type FigureState = (typeof figureStates)[number];

/** Instead of the value: how many reporters it is of (n), how many owe it (N), and how many of those are still out. */
export const coverageCounts = ['answered', 'expected', 'outstanding'] as const;

export type CoverageCount = (typeof coverageCounts)[number];

/** One figure, in one of these states. */
export interface FigureCondition {
  readonly indicator: string;
  readonly is: readonly FigureState[];
  /** Absent: the value is asked. */
  readonly of?: CoverageCount;
  /** Absent: of the edition's whole year. */
  readonly scope?: FigureScope;
}

/** When a sentence or a block is printed: all of these hold, or any. */
export type Condition = { readonly all: readonly FigureCondition[] } | { readonly any: readonly FigureCondition[] };

/** How the figures of a condition stand; a copy of the report may know less than another. */
export type StateOfFigure = (asked: Pick<FigureCondition, 'indicator' | 'of' | 'scope'>) => FigureState;

export function termsOfCondition(condition: Condition): readonly FigureCondition[] {
  return 'all' in condition ? condition.all : condition.any;
}

export function isMet(condition: Condition, stateOf: StateOfFigure): boolean {
  const holds = (one: FigureCondition): boolean => one.is.includes(stateOf(one));
  return 'all' in condition ? condition.all.every(holds) : condition.any.some(holds);
}

/**
 * The states of figures as they are now.
 * @param hidden those that this copy prints without their number. Whether a sentence of them stands may not tell what
 *   the number would: they count as having a value.
 */
export function statesOf(
  figures: ReadonlyMap<FigureKey, IndicatorValue>,
  hidden: ReadonlySet<FigureKey> = new Set(),
): StateOfFigure {
  return (asked) => {
    const key = figureKey(asked);
    return asked.of === undefined && hidden.has(key) ? 'some' : stateOfFigure(figures.get(key), asked.of);
  };
}

export function stateOfFigure(figure: IndicatorValue | null | undefined, of?: CoverageCount): FigureState {
  if (!figure) return 'missing';
  if (of !== undefined) return countOf(figure, of) === 0 ? 'zero' : 'some';
  if (figure.texts.length > 0) return 'some';
  if (figure.value === null) return 'missing';
  return new ExactDecimal(figure.value).isZero() ? 'zero' : 'some';
}

function countOf({ answered, expected }: IndicatorValue, of: CoverageCount): number {
  return of === 'answered' ? answered : of === 'expected' ? expected : Math.max(0, expected - answered);
}
