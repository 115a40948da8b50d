import type { IndicatorValue } from '../figure/value.ts';

/** A figure that isn't what it was. */
export interface MovedFigure {
  readonly indicator: string;
  readonly before: IndicatorValue | null;
  readonly after: IndicatorValue | null;
}

/** Of these figures, those that print or divide otherwise than before, and those alone. */
export function listMoved(
  indicators: Iterable<string>,
  before: ReadonlyMap<string, IndicatorValue>,
  after: ReadonlyMap<string, IndicatorValue>,
): readonly MovedFigure[] {
  return [...indicators]
    .map((indicator) => ({
      indicator,
      before: before.get(indicator) ?? null,
      after: after.get(indicator) ?? null,
    }))
    .filter((one) => hasMoved(one.before, one.after));
}

/** How many answered isn't part of it: a school that reports nothing moves no figure. */
export function hasMoved(before: IndicatorValue | null, after: IndicatorValue | null): boolean {
  if (!before || !after) return (before?.value ?? null) !== (after?.value ?? null);
  return (
    before.value !== after.value ||
    before.numerator !== after.numerator ||
    before.denominator !== after.denominator ||
    before.texts.length !== after.texts.length ||
    before.texts.some((text, index) => text !== after.texts[index])
  );
}
