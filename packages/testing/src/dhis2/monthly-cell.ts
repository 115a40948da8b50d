import type { Taken, Test } from './expectation.ts';
import type { Fixture } from './fixture.ts';

/** What a reporter's cell of one month says, as it is worked out at submit; on fractions of whole numbers. */

export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const zero: Fraction = { top: 0n, bottom: 1n };
export const plus = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.bottom + other.top * one.bottom,
  bottom: one.bottom * other.bottom,
});
export const times = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.top,
  bottom: one.bottom * other.bottom,
});
export const over = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.bottom,
  bottom: one.bottom * other.top,
});
const isLess = (one: Fraction, other: Fraction): boolean => one.top * other.bottom < other.top * one.bottom;
export const whole = (count: number): Fraction => ({ top: BigInt(count), bottom: 1n });
export const total = (values: readonly Fraction[]): Fraction => values.reduce(plus, zero);
export const mean = (values: readonly Fraction[]): Fraction => over(total(values), whole(values.length));
const extreme = (values: readonly Fraction[], isBetter: (one: Fraction, other: Fraction) => boolean): Fraction =>
  values.reduce((best, value) => (isBetter(value, best) ? value : best));
export const greatest = (values: readonly Fraction[]): Fraction => extreme(values, (one, other) => isLess(other, one));
export const least = (values: readonly Fraction[]): Fraction => extreme(values, isLess);

/** `12.5`, `-3` or `305/410`. */
export function parse(text: string): Fraction {
  const [top = '', bottom] = text.split('/');
  if (bottom !== undefined) return over(parse(top), parse(bottom));
  const [integer = '', decimals = ''] = top.split('.');
  return { top: BigInt(integer + decimals), bottom: 10n ** BigInt(decimals.length) };
}

/** To two decimals, half up, without trailing zeros: as DHIS2 shows a figure. None here is negative. */
export function show({ top, bottom }: Fraction): string {
  const hundredths = String((200n * top + bottom) / (2n * bottom)).padStart(3, '0');
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`.replace(/\.?0+$/, '');
}

/** A month's answer of one unit: an option's, or the sum of all. Texts and dates stay as they are. */
export function answer(
  fixture: Fixture,
  unit: string,
  month: string,
  element: string,
  option?: string,
): Fraction | string | null {
  const type = fixture.elements.find(({ code }) => code === element)?.type;
  const texts = fixture.series
    .filter((one) => one.element === element && one.unit === unit && (option === undefined || one.option === option))
    .flatMap(({ byMonth }) => byMonth[month] ?? []);
  if (texts.length === 0) return null;
  if (type === 'text' || type === 'date') return texts[0] ?? null;
  return total(texts.map((text) => (type === 'boolean' ? whole(text === 'true' ? 1 : 0) : parse(text))));
}

export function meets(value: Fraction | string, { is, value: wanted }: Test): boolean {
  const [below, above] =
    typeof value === 'string'
      ? [value < wanted, value > wanted]
      : [isLess(value, parse(wanted)), isLess(parse(wanted), value)];
  return { eq: !below && !above, lt: below, gt: above, gte: !below }[is];
}

/** The cell of one month, as at submit. */
export function cell(fixture: Fixture, unit: string, month: string, taken: Taken): Fraction | null {
  let value = answer(fixture, unit, month, taken.element, taken.option);
  if (value === null) return null;
  if (taken.by !== undefined) {
    const factor = answer(fixture, unit, month, taken.by);
    if (factor === null || typeof factor === 'string' || typeof value === 'string') return null;
    value = times(value, factor);
  }
  if (taken.when) {
    const chosen = meets(value, taken.when) ? taken.when.then : taken.when.otherwise;
    value = chosen === 'itself' ? value : parse(chosen);
  }
  if (typeof value === 'string') throw new TypeError(`${taken.element} is no number`);
  return taken.times === undefined ? value : times(value, parse(taken.times));
}

/** Which months of the fixture a question takes when these are asked for. */
export function windowOf(fixture: Fixture, asked: readonly string[], taken: Taken): readonly string[] {
  const { window } = taken;
  const at = fixture.months.indexOf(asked[0] ?? '');
  const months =
    window === undefined
      ? asked
      : window === 'to-date'
        ? fixture.months.slice(0, at + 1)
        : window === 'to-month-before'
          ? fixture.months.slice(0, at)
          : window.flatMap((shift) => fixture.months[at + shift] ?? []).toSorted();
  return months.filter((month) => taken.only?.includes(month) ?? true);
}
