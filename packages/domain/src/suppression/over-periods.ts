import { ExactDecimal } from '../exact-decimal.ts';
import { figureKey, type FigureKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import { operandsOf, type IndicatorDefinition, type PeriodOperator, type Term } from '../indicator/definition.ts';
import { tellsFew } from './counts-of-persons.ts';

/** A figure that a text prints: of the year, or of one of its periods. */
export interface PrintedFigure {
  readonly key: FigureKey;
  readonly indicator: IndicatorDefinition;
  readonly scope: FigureScope | undefined;
  readonly value: IndicatorValue | undefined;
}

/**
 * A year's figure beside those of its periods: what is left of the year without them can be worked out, though nobody
 * prints it.
 */
export interface YearBesidePeriods {
  readonly indicator: IndicatorDefinition;
  readonly year: FigureKey;
  readonly periods: readonly FigureKey[];
  /** Names what is left, which isn't printed. */
  readonly restId: string;
  readonly rest: Pick<IndicatorValue, 'numerator' | 'denominator'>;
  /** Whether what is left is of so few persons that it may not be told. */
  readonly isFew: boolean;
  /** Nothing is left: the periods make up the year, so that they tell it as it tells one of them. */
  readonly isMadeUp: boolean;
}

/** How an indicator's cells become its year's, where that can be undone: added up, taken at the last, or their mean. */
type Undone = Extract<PeriodOperator, 'sum' | 'latest' | 'mean'>;

/** The indicators that a text prints of the year and of periods of it. */
export function yearsBesidePeriods(
  printed: readonly PrintedFigure[],
  elements: ReadonlyMap<string, DataElement>,
): readonly YearBesidePeriods[] {
  const byIndicator = Map.groupBy(printed, ({ indicator }) => indicator.code);
  return [...byIndicator.values()].flatMap((figures): readonly YearBesidePeriods[] => {
    const year = figures.find(({ scope }) => scope === undefined);
    const over = year && undoneBy(year.indicator, elements);
    if (!year?.value || !over) return [];
    const opened = year.value.periods ?? [];
    const parts = figures.filter(
      ({ scope, value }) => scope !== undefined && value && (over !== 'latest' || isOfLast(value, opened)),
    );
    if (parts.length === 0) return [];
    const times = over === 'mean' ? Math.max(1, opened.length) : 1;
    const rest = {
      numerator: left(
        year.value.numerator,
        times,
        parts.map(({ value }) => value?.numerator),
      ),
      denominator: left(
        year.value.denominator,
        times,
        parts.map(({ value }) => value?.denominator),
      ),
    };
    return [
      {
        indicator: year.indicator,
        year: year.key,
        periods: parts.map(({ key }) => key),
        restId: `${figureKey({ indicator: year.indicator.code })} without ${parts.map(({ key }) => key).join(' ')}`,
        rest,
        isFew: tellsFew(year.indicator, elements, rest),
        isMadeUp: rest.numerator !== null && new ExactDecimal(rest.numerator).isZero(),
      },
    ];
  });
}

function undoneBy({ operator }: IndicatorDefinition, elements: ReadonlyMap<string, DataElement>): Undone | null {
  const [counted] = operandsOf(operator);
  // The least, the greatest and the middle of reporters tell of no sum.
  if (!counted || operator.op === 'min' || operator.op === 'max' || operator.op === 'median') return null;
  const over = overPeriods(counted, elements);
  return over === 'sum' || over === 'latest' || over === 'mean' ? over : null;
}

/** How a reporter's cells of a year become one. */
export function overPeriods({ element, over }: Term, elements: ReadonlyMap<string, DataElement>): PeriodOperator {
  return over ?? (elements.get(element)?.flow === 'flow' ? 'sum' : 'latest');
}

function isOfLast({ periods = [] }: IndicatorValue, opened: readonly number[]): boolean {
  return periods.length > 0 && Math.max(...periods) === Math.max(...opened);
}

function left(whole: string | null, times: number, parts: readonly (string | null | undefined)[]): string | null {
  if (whole === null) return null;
  return parts.reduce((rest, part) => rest.minus(part ?? '0'), new ExactDecimal(whole).times(times)).toFixed();
}
