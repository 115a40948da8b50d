import { describe, expect, it } from 'vitest';
import type { Expectation, Question, Taken } from './expectation.ts';
import { expectations, fixtures, isLeaf, monthsOf, sentences, subtreeOf, type Fixture } from './index.ts';
import {
  zero,
  plus,
  times,
  over,
  whole,
  total,
  mean,
  greatest,
  least,
  parse,
  show,
  answer,
  meets,
  cell,
  windowOf,
  type Fraction,
} from './monthly-cell.ts';

/** The table against itself: the whole roll-up written a third time, on fractions of whole numbers. */

/** First over the periods within the reporter … */
function reporterValue(fixture: Fixture, unit: string, asked: readonly string[], taken: Taken): Fraction | null {
  const cells = windowOf(fixture, asked, taken).flatMap((month) => cell(fixture, unit, month, taken) ?? []);
  if (cells.length === 0) return null;
  return { sum: total, mean, max: greatest, latest: (all: typeof cells) => all.at(-1) ?? zero }[taken.over](cells);
}

function reporterSum(
  fixture: Fixture,
  unit: string,
  asked: readonly string[],
  taken: readonly Taken[],
): Fraction | null {
  const parts = taken.flatMap((one) => reporterValue(fixture, unit, asked, one) ?? []);
  return parts.length === 0 ? null : total(parts);
}

function rateOf(fixture: Fixture, units: readonly string[], asked: readonly string[], code: string): Fraction {
  const form = fixture.forms.find((one) => one.code === code);
  const owing = units.filter((unit) => form?.assigned.includes(unit));
  const complete = owing.flatMap(
    (unit) => form?.complete.find((one) => one.unit === unit)?.months.filter((month) => asked.includes(month)) ?? [],
  );
  return over(whole(complete.length), whole(owing.length * asked.length));
}

/** … then over reporters. */
function figure(
  fixture: Fixture,
  units: readonly string[],
  asked: readonly string[],
  question: Question,
): Fraction | null {
  if (question.kind === 'rate') return times(whole(100), rateOf(fixture, units, asked, question.form));
  const { per, where, rate } = question;
  if (per) return ratio(fixture, units, asked, question.of, per);
  const values = units.flatMap((unit) => reporterSum(fixture, unit, asked, question.of) ?? []);
  if (values.length === 0) return null;
  const met = values.filter((value) => where === undefined || meets(value, where));
  const value = { sum: total(values), mean: mean(values), max: greatest(values), count: whole(met.length) }[
    question.across
  ];
  if (rate !== undefined) return times(value, rateOf(fixture, units, asked, rate));
  return value;
}

/** Sums over sums, of the reporters that have both, and of the months in which they do. */
function ratio(
  fixture: Fixture,
  units: readonly string[],
  asked: readonly string[],
  of: readonly Taken[],
  per: Taken,
): Fraction | null {
  const both = units.flatMap((unit) => {
    const isIn = (month: string, taken: Taken): boolean => (cell(fixture, unit, month, taken) ?? null) !== null;
    const months = asked.filter((month) => of.some((one) => isIn(month, one)) && isIn(month, per));
    const [dividend, divisor] = [reporterSum(fixture, unit, months, of), reporterValue(fixture, unit, months, per)];
    return dividend && divisor ? [{ dividend, divisor }] : [];
  });
  const divisor = total(both.map((one) => one.divisor));
  return both.length === 0 || divisor.top === 0n ? null : over(total(both.map((one) => one.dividend)), divisor);
}

type Ask = (code: string, units: readonly string[], months: readonly string[]) => Fraction | null;

/** Every key that the row's query could have a result for, with the result of those that do. */
function results(row: Expectation, ask: Ask): Record<string, Fraction> {
  const fixture: Fixture = fixtures[row.fixture];
  const groups = row.kept.includes('unit') ? row.units.map((unit) => [unit]) : [row.units];
  const spans = row.kept.includes('period') ? row.periods.map((period) => [period]) : [row.periods];
  return Object.fromEntries(
    Object.keys(row.figures).flatMap((code) =>
      groups.flatMap((group) =>
        spans.flatMap((span) => {
          const key = [
            code,
            ...(row.kept.includes('unit') ? group : []),
            ...(row.kept.includes('period') ? span : []),
          ].join(' ');
          const value = ask(
            code,
            group.flatMap((unit) => subtreeOf(fixture, unit)),
            span.flatMap((period) => monthsOf(fixture, period)),
          );
          return value === null ? [] : [[key, value] as const];
        }),
      ),
    ),
  );
}

function ours(row: Expectation, counts: (fixture: Fixture, unit: string) => boolean): Record<string, Fraction> {
  const fixture: Fixture = fixtures[row.fixture];
  return results(row, (code, units, months) => {
    const question = row.figures[code];
    if (!question) throw new Error(`${row.name} asks nothing by ${code}`);
    return figure(
      fixture,
      units.filter((unit) => counts(fixture, unit)),
      months,
      question,
    );
  });
}

const shown = (values: Readonly<Record<string, Fraction>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, show(value)]));
/** As `top/bottom` in lowest terms, so that 16/2 is 8. */
const exact = (values: Readonly<Record<string, Fraction>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, { top, bottom }]) => {
      const divide = (one: bigint, other: bigint): bigint => (other === 0n ? one : divide(other, one % other));
      const shared = divide(top, bottom);
      return [key, `${top / shared}/${bottom / shared}`];
    }),
  );
const parsed = (values: Readonly<Record<string, string>>): Record<string, Fraction> =>
  Object.fromEntries(Object.entries(values).map(([key, text]) => [key, parse(text)]));

const leavesOnly = isLeaf;
const everyone = (): boolean => true;

// What DHIS2 works out where Huibao doesn't: shows that the fixture was read right, not only the numbers.
const { tree, options } = fixtures;
const series = (
  fixture: Fixture,
  unit: string,
  months: readonly string[],
  element: string,
  option?: string,
): readonly Fraction[] =>
  months.flatMap((month) => {
    const value = answer(fixture, unit, month, element, option);
    return value === null || typeof value === 'string' ? [] : [value];
  });
const added = (units: readonly string[], months: readonly string[], element: string): Fraction =>
  total(units.flatMap((unit) => series(tree, unit, months, element)));
const leastAdded: Ask = (_, units, months) =>
  total(
    units
      .map((unit) => series(tree, unit, months, 'a'))
      .filter((values) => values.length > 0)
      .map(least),
  );
const ratios = (units: readonly string[], months: readonly string[], a: 'sum' | 'max'): readonly Fraction[] =>
  units.map((unit) => {
    const values = series(tree, unit, months, 'a');
    return over(a === 'sum' ? total(values) : greatest(values), total(series(tree, unit, months, 'b')));
  });
const meanWithTotal = (units: readonly string[], months: readonly string[]): Fraction =>
  plus(mean(ratios(units, months, 'max')), over(added(units, months, 'a'), whole(units.length)));
const hundredths = (value: Fraction): Fraction => parse(show(value));
const timesRate =
  (form: string): Ask =>
  (_, units, months) =>
    times(
      added(units, months, 'a'),
      over(hundredths(times(whole(100), rateOf(tree, units, months, form))), whole(100)),
    );
/** e from January to the month before the asked one by `shift`, and the calendar's own number if there is any. */
const toDateAnd =
  (shift: number, calendar: (month: number) => number): Ask =>
  (_, units, [month = '']) => {
    const at = tree.months.indexOf(month) - shift;
    const values = units.flatMap((unit) => series(tree, unit, tree.months.slice(0, at + 1), 'e'));
    return values.length === 0 ? null : plus(total(values), whole(calendar(at + 1)));
  };
const failures: Ask = (rule, units, months) => {
  const found = tree.violations.filter(
    (one) => one.rule === rule && units.includes(one.unit) && months.includes(one.month),
  );
  return found.length === 0 ? null : whole(found.reduce((sum, { count }) => sum + count, 0));
};
const byOption = (months: readonly string[], option?: string): readonly Fraction[] =>
  series(options, 'A', months, 'a', option);
const single = (at: number, option: string): readonly Fraction[] =>
  byOption(options.months.slice(Math.max(at, 0), at + 1), option);

const theirs: Readonly<Record<string, Ask>> = {
  'min-in-quarter': leastAdded,
  'min-of-two-months': leastAdded,
  'min-in-quarter-above': leastAdded,
  'min-of-listed-months-above': leastAdded,
  'product-of-totals': (_, units, months) =>
    over(times(added(units, months, 'b'), added(units, months, 'c')), whole(100)),
  'product-over-total': (_, units, months) =>
    over(times(added(units, months, 'a'), added(units, months, 'c')), added(units, months, 'b')),
  'total-times-rate-of-A': timesRate('A'),
  'total-times-rate-of-B': timesRate('B'),
  'sum-of-ratios': (_, units, months) => total(ratios(units, months, 'sum')),
  'mean-of-ratios': (_, units, months) => mean(ratios(units, months, 'sum')),
  'mean-of-ratios-of-greatest': (_, units, months) => mean(ratios(units, months, 'max')),
  'mean-of-total-and-ratio': (_, units, months) => meanWithTotal(units, months),
  'two-means-of-ratios': (_, units, months) =>
    plus(hundredths(mean(ratios(units, months, 'max'))), hundredths(meanWithTotal(units, months))),
  'greatest-ratio-and-sum-of-ratios': (_, units, months) =>
    plus(greatest(ratios(units, months, 'sum')), total(ratios(units, months, 'sum'))),
  'plus-number-of-month': toDateAnd(0, (month) => month),
  'plus-number-of-month-before': toDateAnd(1, (month) => month),
  'plus-number-of-two-months': (code, units, months) =>
    toDateAnd(code === 'x' ? 1 : 2, (month) => month)(code, units, months),
  'plus-months-of-year': toDateAnd(0, () => 12),
  'boolean-min': (_, units, months) => least(units.flatMap((unit) => series(tree, unit, months, 'f'))),
  'boolean-count': (_, units, months) => whole(units.flatMap((unit) => series(tree, unit, months, 'f')).length),
  'violations-of-A': failures,
  'violations-of-B': failures,
  'violations-of-both': failures,
  'options: testWithAndWithoutAggregationType': (_, __, months) =>
    plus(total(byOption(months)), mean(byOption(months))),
  'options: testMultipleAggregationTypes': (_, __, months) => plus(greatest(byOption(months)), mean(byOption(months))),
  'options: testOperandAggregationType': (_, __, months) =>
    plus(mean(byOption(months, 'A')), total(byOption(months, 'B'))),
  'options: testOperandPeriodOffset': (_, __, [month = '']) => {
    const at = options.months.indexOf(month);
    const values = [...single(at - 1, 'A'), ...single(at + 1, 'B').map((value) => times(value, whole(2)))];
    return values.length === 0 ? null : total(values);
  },
  'options: testSimpleSubExpression': (_, __, months) => whole(show(total(byOption(months))) === '1' ? 4 : 5),
};

describe('the fixture', () => {
  it('holds as many answers, completions and violations as theirs', () => {
    expect(tree.series.flatMap(({ byMonth }) => Object.keys(byMonth))).toHaveLength(32);
    expect(tree.forms.flatMap(({ complete }) => complete.flatMap(({ months }) => months))).toHaveLength(15);
    expect(tree.violations.reduce((sum, { count }) => sum + count, 0)).toBe(7);
    expect(options.series.flatMap(({ byMonth }) => Object.keys(byMonth))).toHaveLength(5);
  });

  it.each(Object.entries<Fixture>(fixtures))('%s names only its own units, months and elements', (_, fixture) => {
    for (const { unit, element, option, byMonth } of fixture.series) {
      expect(fixture.units.map(({ code }) => code)).toContain(unit);
      expect(fixture.months).toEqual(expect.arrayContaining(Object.keys(byMonth)));
      const found = fixture.elements.find(({ code }) => code === element);
      expect(option === undefined ? found?.options : found?.options?.includes(option)).toBe(
        option === undefined ? undefined : true,
      );
    }
  });
});

describe('the expectations', () => {
  it('have names of their own', () => {
    expect(new Set(expectations.map(({ name }) => name)).size).toBe(expectations.length);
    expect(Object.keys(theirs).filter((name) => !expectations.some((row) => row.name === name))).toEqual([]);
    expect(new Set(expectations.flatMap(({ rule }) => (rule.agrees ? [] : rule.reasons))).size).toBe(
      Object.keys(sentences).length,
    );
  });

  it.each(expectations.map((row) => [row.name, row] as const))('%s', (name, row) => {
    const { rule, expected } = row;
    if (rule.agrees) {
      expect(shown(ours(row, leavesOnly))).toEqual(expected);
      expect(shown(ours(row, everyone))).toEqual(expected);
      return;
    }
    const work = theirs[name];
    // Where nothing but the place of an answer departs, seating it gives their number.
    const isOnlyPlace = rule.reasons.every((reason) => reason === 'superior');
    expect(work === undefined).toBe(isOnlyPlace);
    expect(shown(work ? results(row, work) : ours(row, everyone))).toEqual(expected);
    expect(rule.ours === null).toBe(Object.values(row.figures).includes(null));
    if (rule.ours === null || rule.seated === null) return;
    expect(exact(ours(row, leavesOnly))).toEqual(exact(parsed(rule.ours)));
    expect(exact(ours(row, everyone))).toEqual(exact(parsed(rule.seated)));
    expect(shown(parsed(rule.ours))).not.toEqual(expected);
  });
});
