import { figureKey, type FigureKey, type FigureRef } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';

/** A figure that isn't what it was. */
export interface MovedFigure extends FigureRef {
  readonly before: IndicatorValue | null;
  readonly after: IndicatorValue | null;
}

/** Of these figures, those that print or divide otherwise than before, and those alone. */
export function listMoved(
  figures: readonly FigureRef[],
  before: ReadonlyMap<FigureKey, IndicatorValue>,
  after: ReadonlyMap<FigureKey, IndicatorValue>,
): readonly MovedFigure[] {
  return figures
    .map((figure) => ({
      ...figure,
      before: before.get(figureKey(figure)) ?? null,
      after: after.get(figureKey(figure)) ?? null,
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
