/** The ends of a value axis and what is written along it, zero among it. */
export interface ChartScale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const wantedSteps = 4;

/** Some four even steps of 1, 2 or 5 times a power of ten; of what is counted in wholes never less than one. */
export function scaleOf(values: readonly (number | null)[], areWhole: boolean): ChartScale {
  const known = values.filter((one) => one !== null);
  const least = Math.min(0, ...known);
  // Where nothing is above zero there is an axis, too.
  const most = Math.max(0, ...known) || (least < 0 ? 0 : 1);
  const rough = (most - least) / wantedSteps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const fit = [1, 2, 5, 10].find((times) => times * power >= rough) ?? 10;
  const step = areWhole ? Math.max(1, fit * power) : fit * power;
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  // Without the dust of sums of floats.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks };
}

const isWide = (letter: string): boolean => letter >= '\u2e80';

/** What a text takes in letters of 12 px, near enough to lay it out before it is drawn, on a server, too. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (isWide(letter) ? 12 : 6.8), 0);
}

/** As much of it as fits. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`) > width) break;
    kept += letter;
  }
  return `${kept}…`;
}
