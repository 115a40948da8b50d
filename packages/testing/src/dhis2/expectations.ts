import type { Expectation, Question, Reason, Results, Rule, Taken } from './expectation.ts';
import { optionExpectations } from './option-expectations.ts';

/**
 * What DHIS2's AnalyticsServiceTest expects of the tree in fixture.ts (source and licence: there), one row an assertion,
 * or two where Huibao answers only a part. Left out: the same numbers asked again with the dimensions in another order;
 * that seven violations are stored; that the time of the last table update is set.
 *
 * How they are read: the period that a query asks plays the part of Huibao's year; a form marked complete there is a
 * complete submission here; the arithmetic of each departure stands above it, units in the order A B C D E.
 */

const agrees: Rule = { agrees: true };
const all = ['A'];
const quarter = ['2017Q1'];
const firstThree = ['2017-01', '2017-02', '2017-03'];
const aprilOn = ['2017-04', '2017-05', '2017-06', '2017-07', '2017-08', '2017-09'];

const of = (...taken: readonly Taken[]): Question => ({ kind: 'figure', of: taken, across: 'sum' });
const sum = (element: string, more?: Partial<Taken>): Question => of({ element, over: 'sum', ...more });
const ratio = (over: 'sum' | 'max'): Question => ({
  kind: 'figure',
  of: [{ element: 'a', over }],
  per: { element: 'b', over: 'sum' },
  across: 'sum',
});

/** Only that A and B answer themselves: without their answers `ours`, with a section of theirs giving them what DHIS2 has. */
const superior = (ours: Results, seated: Results): Rule => ({ agrees: false, reasons: ['superior'], ours, seated });
const unasked = (...reasons: readonly Reason[]): Rule => ({ agrees: false, reasons, ours: null, seated: null });

type Row = Omit<Expectation, 'fixture'>;

const extremes: readonly Row[] = [
  {
    name: 'max-in-quarter',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The greatest month of each unit in the quarter, added over units.',
    units: ['D', 'E'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { max: sum('a', { over: 'max' }) },
    expected: { 'max D 2017Q1': '233', 'max E 2017Q1': '1' },
    rule: agrees,
  },
  {
    name: 'min-in-quarter',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The least month of each unit in the quarter, added over units.',
    units: ['D', 'E'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { min: null },
    expected: { 'min D 2017Q1': '66', 'min E 2017Q1': '1' },
    rule: unasked('operators'),
  },
  {
    name: 'max-of-two-months',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The greatest of January and March, February left out between them.',
    units: ['D', 'E'],
    periods: ['2017-01', '2017-03'],
    kept: ['unit'],
    figures: { max: sum('a', { over: 'max' }) },
    expected: { 'max D': '66', 'max E': '1' },
    rule: agrees,
  },
  {
    name: 'min-of-two-months',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The least of January and March.',
    units: ['D', 'E'],
    periods: ['2017-01', '2017-03'],
    kept: ['unit'],
    figures: { min: null },
    expected: { 'min D': '66', 'min E': '1' },
    rule: unasked('operators'),
  },
  {
    name: 'max-in-quarter-above',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The greatest month of each unit under B, added.',
    units: ['B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { max: sum('a', { over: 'max' }) },
    expected: { 'max B 2017Q1': '235' },
    // B 1 + D 233 + E 1; without B 234.
    rule: superior({ 'max B 2017Q1': '234' }, { 'max B 2017Q1': '235' }),
  },
  {
    name: 'min-in-quarter-above',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The least month of each unit under B, added.',
    units: ['B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { min: null },
    expected: { 'min B 2017Q1': '68' },
    rule: unasked('operators'),
  },
  {
    name: 'max-of-listed-months-above',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The same with the three months listed instead of the quarter.',
    units: ['B'],
    periods: firstThree,
    kept: ['unit'],
    figures: { max: sum('a', { over: 'max' }) },
    expected: { 'max B': '235' },
    rule: superior({ 'max B': '234' }, { 'max B': '235' }),
  },
  {
    name: 'min-of-listed-months-above',
    method: 'testMaxAndMinSumOrgUnit',
    asks: 'The least, with the three months listed.',
    units: ['B'],
    periods: firstThree,
    kept: ['unit'],
    figures: { min: null },
    expected: { 'min B': '68' },
    rule: unasked('operators'),
  },
  {
    name: 'max-over-units',
    method: 'test_deA_ouB_ouC_2017_02',
    asks: 'The greatest answer under B or C in February: only D answered.',
    units: ['B', 'C'],
    periods: ['2017-02'],
    kept: ['period'],
    figures: { a: { kind: 'figure', of: [{ element: 'a', over: 'max' }], across: 'max' } },
    expected: { 'a 2017-02': '233' },
    rule: agrees,
  },
];

const mean = (element: string): Question => ({ kind: 'figure', of: [{ element, over: 'mean' }], across: 'mean' });

const meansAndTotals: readonly Row[] = [
  {
    name: 'mean-over-units',
    method: 'test_de_avg_2017_03',
    asks: 'The mean of each element over all units in March; only c was answered, and not by D.',
    units: all,
    periods: ['2017-03'],
    kept: ['period'],
    figures: { a: mean('a'), b: mean('b'), c: mean('c'), d: mean('d'), e: mean('e') },
    expected: { 'c 2017-03': '6.75' },
    // (6 + 5 + 15 + 1) / 4 = 6.75; without A and B (15 + 1) / 2 = 8. D, missing, is in neither divisor.
    rule: superior({ 'c 2017-03': '16/2' }, { 'c 2017-03': '27/4' }),
  },
  {
    name: 'mean-over-two-units',
    method: 'test_deA_deB_deD_ouC_ouE_2017_04',
    asks: 'The mean over C and E in April: (20 + 1) / 2.',
    units: ['C', 'E'],
    periods: ['2017-04'],
    kept: ['period'],
    figures: { a: mean('a'), b: mean('b'), d: mean('d') },
    expected: { 'd 2017-04': '10.5' },
    rule: agrees,
  },
  {
    name: 'total-of-month',
    method: 'test_deC_ouB_2017_03',
    asks: 'The total under B in March.',
    units: ['B'],
    periods: ['2017-03'],
    kept: ['unit', 'period'],
    figures: { c: sum('c') },
    expected: { 'c B 2017-03': '6' },
    // B 5 + E 1; without B 1.
    rule: superior({ 'c B 2017-03': '1' }, { 'c B 2017-03': '6' }),
  },
  {
    name: 'total-of-quarter',
    method: 'test_deA_ouA_2017_Q01',
    asks: 'The total of the whole tree in the quarter.',
    units: ['A'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { a: sum('a') },
    expected: { 'a A 2017Q1': '308' },
    // 2 + 1 + 5 + (66 + 233) + 1; without A and B 5 + 299 + 1 = 305.
    rule: superior({ 'a A 2017Q1': '305' }, { 'a A 2017Q1': '308' }),
  },
  {
    name: 'total-of-date-range',
    method: 'test_ouB_2017_01_01_2017_02_20',
    asks: 'The total under B from 1 January to 20 February; b has only February.',
    units: ['B'],
    periods: ['2017-01-01/2017-02-20'],
    kept: ['unit'],
    figures: { a: sum('a'), b: sum('b') },
    expected: { 'a B': '68' },
    // January: B 1 + D 66 + E 1; without B 67.
    rule: superior({ 'a B': '67' }, { 'a B': '68' }),
  },
  {
    name: 'total-of-year',
    method: 'testIndicatorWithDataElementOperand',
    asks: 'An indicator that is a alone.',
    units: all,
    periods: ['2017'],
    kept: ['period'],
    figures: { x: sum('a') },
    expected: { 'x 2017': '308' },
    // As total-of-quarter.
    rule: superior({ 'x 2017': '305' }, { 'x 2017': '308' }),
  },
  {
    name: 'sum-of-two-elements',
    method: 'testIndicatorWithTwoDataElementOperands',
    asks: 'b + c: a calculated cell where a missing part counts as 0.',
    units: all,
    periods: quarter,
    kept: ['period'],
    figures: { x: of({ element: 'b', over: 'sum' }, { element: 'c', over: 'sum' }) },
    expected: { 'x 2017Q1': '567' },
    // b 104 + 3 + 10 + 399 + 1 = 517, c 6 + 5 + 38 + 0 + 1 = 50; without A and B 410 + 39 = 449.
    rule: superior({ 'x 2017Q1': '449' }, { 'x 2017Q1': '567' }),
  },
  {
    name: 'nested',
    method: 'testNestedIndicator',
    asks: 'a, and twice that indicator.',
    units: all,
    periods: ['2017-01', '2017-02'],
    kept: ['period'],
    figures: { x: sum('a'), y: sum('a', { times: '2' }) },
    expected: { 'x 2017-01': '75', 'x 2017-02': '233', 'y 2017-01': '150', 'y 2017-02': '466' },
    // January 2 + 1 + 5 + 66 + 1 = 75; without A and B 72. February is D alone.
    rule: superior(
      { 'x 2017-01': '72', 'x 2017-02': '233', 'y 2017-01': '144', 'y 2017-02': '466' },
      { 'x 2017-01': '75', 'x 2017-02': '233', 'y 2017-01': '150', 'y 2017-02': '466' },
    ),
  },
];

const productsAndRatios: readonly Row[] = [
  {
    name: 'product-of-totals',
    method: 'testIndicatorDividingByConstantDenominator',
    asks: 'b * c / 100 of the whole tree: 517 * 50 / 100.',
    units: all,
    periods: quarter,
    kept: ['period'],
    figures: { x: sum('b', { by: 'c', times: '0.01' }) },
    expected: { 'x 2017Q1': '258.5' },
    // A product is worked out in the submission: only C's February has both, 10 * 23 / 100.
    rule: { agrees: false, reasons: ['atSubmit'], ours: { 'x 2017Q1': '2.3' }, seated: { 'x 2017Q1': '2.3' } },
  },
  {
    name: 'product-over-total',
    method: 'testIndicatorDividingByDeoDenominator',
    asks: 'a * c / b of the whole tree: 308 * 50 / 517.',
    units: all,
    periods: quarter,
    kept: ['period'],
    expected: { 'x 2017Q1': '29.79' },
    figures: {
      x: {
        kind: 'figure',
        of: [{ element: 'a', by: 'c', over: 'sum' }],
        per: { element: 'b', over: 'sum' },
        across: 'sum',
      },
    },
    // No submission has both a and c, so that nobody answered the numerator.
    rule: { agrees: false, reasons: ['atSubmit', 'nobodyAnswered'], ours: {}, seated: {} },
  },
  {
    name: 'total-times-rate-of-A',
    method: 'testIndicatorWithReportingRateA',
    asks: 'a of D times the rate of form A, which is rounded to 66.67 % first.',
    units: ['D'],
    periods: quarter,
    kept: ['unit', 'period'],
    expected: { 'x D 2017Q1': '199.34' },
    figures: { x: { kind: 'figure', of: [{ element: 'a', over: 'sum' }], across: 'sum', rate: 'A' } },
    // 299 * 2/3 = 199.333…: two exact figures multiplied, and no indicator that does it.
    rule: { agrees: false, reasons: ['exact'], ours: { 'x D 2017Q1': '598/3' }, seated: { 'x D 2017Q1': '598/3' } },
  },
  {
    name: 'total-times-rate-of-B',
    method: 'testIndicatorWithReportingRateB',
    asks: 'a of D times the rate of form B, which is rounded to 33.33 % first.',
    units: ['D'],
    periods: quarter,
    kept: ['unit', 'period'],
    expected: { 'x D 2017Q1': '99.66' },
    figures: { x: { kind: 'figure', of: [{ element: 'a', over: 'sum' }], across: 'sum', rate: 'B' } },
    // 299 * 1/3 = 99.666…
    rule: { agrees: false, reasons: ['exact'], ours: { 'x D 2017Q1': '299/3' }, seated: { 'x D 2017Q1': '299/3' } },
  },
  {
    name: 'sum-of-ratios',
    method: 'testIndicatorSubexpressionCatOptionCommbo',
    asks: 'a / b of each unit, the ratios added.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: ratio('sum') },
    expected: { 'x A 2017Q1': '2.6', 'x B 2017Q1': '2.08' },
    // Theirs: 2/104 + 1/3 + 5/10 + 299/399 + 1/1. Ours: (5 + 299 + 1) / (10 + 399 + 1), and with A and B (2 + 1 + 305) / (104 + 3 + 410).
    rule: {
      agrees: false,
      reasons: ['ratio', 'superior'],
      ours: { 'x A 2017Q1': '305/410', 'x B 2017Q1': '300/400' },
      seated: { 'x A 2017Q1': '308/517', 'x B 2017Q1': '301/403' },
    },
  },
  {
    name: 'mean-of-ratios',
    method: 'testIndicatorSubexpressionAverage',
    asks: 'a / b of each unit, the mean of the ratios.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: ratio('sum') },
    expected: { 'x A 2017Q1': '0.52', 'x B 2017Q1': '0.69' },
    // Theirs: the sum above / 5, and / 3 under B. Ours: as above.
    rule: {
      agrees: false,
      reasons: ['ratio', 'superior'],
      ours: { 'x A 2017Q1': '305/410', 'x B 2017Q1': '300/400' },
      seated: { 'x A 2017Q1': '308/517', 'x B 2017Q1': '301/403' },
    },
  },
  {
    name: 'mean-of-ratios-of-greatest',
    method: 'testIndicatorSubexpressionAverageWithMax',
    asks: 'The greatest month of a / b of each unit, the mean of the ratios.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: ratio('max') },
    expected: { 'x A 2017Q1': '0.49', 'x B 2017Q1': '0.64' },
    // D's 233 instead of 299: (5 + 233 + 1) / 410, (233 + 1) / 400; with A and B (2 + 1 + 239) / 517, (1 + 234) / 403.
    rule: {
      agrees: false,
      reasons: ['ratio', 'superior'],
      ours: { 'x A 2017Q1': '239/410', 'x B 2017Q1': '234/400' },
      seated: { 'x A 2017Q1': '242/517', 'x B 2017Q1': '235/403' },
    },
  },
  {
    name: 'mean-of-total-and-ratio',
    method: 'testIndicatorSubexpressionAverageWithAndWithoutMax',
    asks: 'The mean of a + (greatest a / b) of each unit.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: { 'x A 2017Q1': '62.09', 'x B 2017Q1': '100.97' },
    rule: unasked('ratio'),
  },
  {
    name: 'two-means-of-ratios',
    method: 'testIndicatorWithTwoSubexpressions',
    asks: 'The two means before, each rounded first, added.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: { 'x A 2017Q1': '62.58', 'x B 2017Q1': '101.61' },
    // 0.49 + 62.09; of the unrounded means it would be 0.4873 + 62.0873 = 62.57.
    rule: unasked('ratio', 'exact'),
  },
  {
    name: 'greatest-ratio-and-sum-of-ratios',
    method: 'testIndicatorWithTwoSubexpressionsThatDifferOnlyByAggregationType',
    asks: 'The greatest a / b of any unit, plus the sum of them.',
    units: ['A', 'B'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: { 'x A 2017Q1': '3.6', 'x B 2017Q1': '3.08' },
    rule: unasked('ratio'),
  },
];

const toDate: Results = {
  'x A 2017-05': '1',
  'x A 2017-06': '3',
  'x A 2017-07': '7',
  'x A 2017-08': '7',
  'x A 2017-09': '7',
};
const toMonthBefore: Results = { 'x A 2017-06': '1', 'x A 2017-07': '3', 'x A 2017-08': '7', 'x A 2017-09': '7' };

/** The calendar as an operand: no answer is behind it. */
const shiftedCalendar: Results = { 'x A 2017-06': '6', 'x A 2017-07': '9', 'x A 2017-08': '14', 'x A 2017-09': '15' };

const windows: readonly Row[] = [
  {
    name: 'two-months-before',
    method: 'testIndicatorWithPeriodOffsets',
    asks: 'e of the month before plus that of the one before it: 2 + 1.',
    units: ['A'],
    periods: ['2017-07'],
    kept: ['unit', 'period'],
    figures: { x: sum('e', { window: [-1, -2] }) },
    expected: { 'x A 2017-07': '3' },
    // Only A answers e: without it nobody did. So in every row of e to h.
    rule: superior({}, { 'x A 2017-07': '3' }),
  },
  {
    name: 'year-to-date',
    method: 'testIndicatorWithYearToDate',
    asks: 'e from January on; April has nothing yet, August and September what July had.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: sum('e', { window: 'to-date' }) },
    expected: toDate,
    rule: superior({}, toDate),
  },
  {
    name: 'year-to-month-before',
    method: 'testIndicatorWithPeriodOffsetAndYearToDate',
    asks: 'The same up to the month before.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: sum('e', { window: 'to-month-before' }) },
    expected: toMonthBefore,
    rule: superior({}, toMonthBefore),
  },
  {
    name: 'plus-number-of-month',
    method: 'testIndicatorWithPeriodInYear',
    asks: 'Year to date plus the number of the month, where there is any value.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: { 'x A 2017-05': '6', 'x A 2017-06': '9', 'x A 2017-07': '14', 'x A 2017-08': '15', 'x A 2017-09': '16' },
    rule: unasked('operators'),
  },
  {
    name: 'plus-number-of-month-before',
    method: 'testIndicatorWithPeriodOffsetAndPeriodInYear',
    asks: 'All of that as of the month before.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: shiftedCalendar,
    rule: unasked('operators'),
  },
  {
    name: 'plus-number-of-two-months',
    method: 'testTwoIndicatorsWithPeriodOffsetAndPeriodInYear',
    asks: 'As of the month before, and as of the one before it.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: null, y: null },
    expected: { ...shiftedCalendar, 'y A 2017-07': '6', 'y A 2017-08': '9', 'y A 2017-09': '14' },
    rule: unasked('operators'),
  },
  {
    name: 'plus-months-of-year',
    method: 'testIndicatorWithYearlyPeriodCount',
    asks: 'Year to date plus 12, where there is any value.',
    units: ['A'],
    periods: aprilOn,
    kept: ['unit', 'period'],
    figures: { x: null },
    expected: {
      'x A 2017-05': '13',
      'x A 2017-06': '15',
      'x A 2017-07': '19',
      'x A 2017-08': '19',
      'x A 2017-09': '19',
    },
    rule: unasked('operators'),
  },
  {
    name: 'nested-with-month-before',
    method: 'testNestedIndicatorWithPeriodOffset',
    asks: 'a, and a plus that of the month before; December is missing and adds nothing.',
    units: all,
    periods: ['2017-01', '2017-02'],
    kept: ['period'],
    figures: { x: sum('a'), y: sum('a', { window: [-1, 0] }) },
    expected: { 'x 2017-01': '75', 'x 2017-02': '233', 'y 2017-01': '75', 'y 2017-02': '308' },
    // As nested; 75 + 233 = 308, without A and B 72 + 233 = 305.
    rule: superior(
      { 'x 2017-01': '72', 'x 2017-02': '233', 'y 2017-01': '72', 'y 2017-02': '305' },
      { 'x 2017-01': '75', 'x 2017-02': '233', 'y 2017-01': '75', 'y 2017-02': '308' },
    ),
  },
  {
    name: 'count-with-any-in-three-months',
    method: 'testIndicatorSubexpressionPeriodOffset',
    asks: 'How many units answered more than 0 in the month or the two before it.',
    units: ['A', 'B'],
    periods: ['2017-02', '2017-03', '2017-04'],
    kept: ['unit', 'period'],
    figures: {
      x: {
        kind: 'figure',
        of: [{ element: 'd', over: 'sum', window: [-2, -1, 0] }],
        across: 'count',
        where: { is: 'gt', value: '0' },
      },
    },
    expected: {
      'x A 2017-02': '3',
      'x A 2017-03': '3',
      'x A 2017-04': '4',
      'x B 2017-02': '1',
      'x B 2017-03': '1',
      'x B 2017-04': '2',
    },
    // A (2), C (4), E (32), and B (7) from April; without A and B it is C and E throughout, under B only E.
    rule: superior(
      {
        'x A 2017-02': '2',
        'x A 2017-03': '2',
        'x A 2017-04': '2',
        'x B 2017-02': '1',
        'x B 2017-03': '1',
        'x B 2017-04': '1',
      },
      {
        'x A 2017-02': '3',
        'x A 2017-03': '3',
        'x A 2017-04': '4',
        'x B 2017-02': '1',
        'x B 2017-03': '1',
        'x B 2017-04': '2',
      },
    ),
  },
];

const byMonth = (jan: string, feb: string, mar: string): Results => ({
  'x A 2017-01': jan,
  'x A 2017-02': feb,
  'x A 2017-03': mar,
});
const onA = { units: ['A'], kept: ['unit', 'period'] } as const;

/** Calculated cells, month by month. Only A answers e to h. */
const calculated: readonly Row[] = [
  {
    ...onA,
    name: 'booleans',
    method: 'testIndicatorSummingBooleans',
    asks: 'A boolean added up as 0 or 1; April has none.',
    periods: [...firstThree, '2017-04'],
    figures: { x: sum('f') },
    expected: byMonth('1', '0', '1'),
    rule: superior({}, byMonth('1', '0', '1')),
  },
  {
    ...onA,
    name: 'cell',
    method: 'testIndicatorSubexpressionInteger',
    asks: 'An expression that is e alone.',
    periods: ['2017-05', '2017-06'],
    figures: { x: sum('e') },
    expected: { 'x A 2017-05': '1', 'x A 2017-06': '2' },
    rule: superior({}, { 'x A 2017-05': '1', 'x A 2017-06': '2' }),
  },
  {
    ...onA,
    name: 'boolean-condition',
    method: 'testIndicatorSubexpressionBoolean',
    asks: '3 where f, 4 where not f.',
    periods: [...firstThree, '2017-04'],
    figures: { x: sum('f', { when: { is: 'eq', value: '1', then: '3', otherwise: '4' } }) },
    expected: byMonth('3', '4', '3'),
    rule: superior({}, byMonth('3', '4', '3')),
  },
  {
    ...onA,
    name: 'boolean-sum-condition',
    method: 'testIndicatorSubexpressionBooleanSum',
    asks: '5 where f adds up to more than 0, 6 where not.',
    periods: [...firstThree, '2017-04'],
    figures: { x: sum('f', { when: { is: 'gt', value: '0', then: '5', otherwise: '6' } }) },
    expected: byMonth('5', '6', '5'),
    rule: superior({}, byMonth('5', '6', '5')),
  },
  {
    ...onA,
    name: 'boolean-min',
    method: 'testIndicatorSubexpressionBooleanMinQuarter',
    asks: 'The least f of the quarter.',
    periods: quarter,
    figures: { x: null },
    expected: { 'x A 2017Q1': '0' },
    rule: unasked('operators'),
  },
  {
    ...onA,
    name: 'boolean-max',
    method: 'testIndicatorSubexpressionBooleanMaxQuarter',
    asks: 'The greatest f of the quarter.',
    periods: quarter,
    figures: { x: sum('f', { over: 'max' }) },
    expected: { 'x A 2017Q1': '1' },
    rule: superior({}, { 'x A 2017Q1': '1' }),
  },
  {
    ...onA,
    name: 'boolean-sum',
    method: 'testIndicatorSubexpressionBooleanSumQuarter',
    asks: 'How many months of the quarter say yes to f.',
    periods: quarter,
    figures: { x: sum('f') },
    expected: { 'x A 2017Q1': '2' },
    rule: superior({}, { 'x A 2017Q1': '2' }),
  },
  {
    ...onA,
    name: 'boolean-count',
    method: 'testIndicatorSubexpressionBooleanCountQuarter',
    asks: 'How many answers f has in the quarter.',
    periods: quarter,
    figures: { x: { kind: 'figure', of: [{ element: 'f', over: 'sum' }], across: 'count' } },
    expected: { 'x A 2017Q1': '3' },
    // A count is over reporters, once their periods are folded: A is one.
    rule: { agrees: false, reasons: ['operators', 'superior'], ours: {}, seated: { 'x A 2017Q1': '1' } },
  },
  {
    ...onA,
    name: 'text-condition',
    method: 'testIndicatorSubexpressionText',
    asks: '5 where g is abc, 6 where not; February has none.',
    periods: ['2017-01', '2017-02'],
    figures: { x: sum('g', { when: { is: 'eq', value: 'abc', then: '5', otherwise: '6' } }) },
    expected: { 'x A 2017-01': '5' },
    rule: superior({}, { 'x A 2017-01': '5' }),
  },
  {
    ...onA,
    name: 'date-condition',
    method: 'testIndicatorSubexpressionDate',
    asks: '7 where h is 1 January 2017 or later, 8 where not.',
    periods: ['2017-01', '2017-02'],
    figures: { x: sum('h', { when: { is: 'gte', value: '2017-01-01', then: '7', otherwise: '8' } }) },
    expected: { 'x A 2017-01': '7' },
    rule: superior({}, { 'x A 2017-01': '7' }),
  },
];

const everyUnit = { units: ['A', 'B', 'C', 'D', 'E'], periods: ['2017'], kept: ['unit', 'period'] } as const;

const ratesAndViolations: readonly Row[] = [
  {
    name: 'rate-of-A',
    method: 'test_reRate_2017_Q01_ouC',
    asks: 'Form A at C in the quarter: 3 of 3. Its April is outside.',
    units: ['C'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { A: { kind: 'rate', form: 'A' } },
    expected: { 'A C 2017Q1': '100' },
    rule: agrees,
  },
  {
    name: 'rate-of-B',
    method: 'test_reRate_2017_Q01_ouD',
    asks: 'Form B at D in the quarter: 1 of 3. B, C and E completed it unasked and count nowhere.',
    units: ['D'],
    periods: quarter,
    kept: ['unit', 'period'],
    figures: { B: { kind: 'rate', form: 'B' } },
    expected: { 'B D 2017Q1': '33.33' },
    rule: agrees,
  },
  // Failures of a rule aren't facts: an accepted submission has none that is an error, and a warning stays with its value.
  {
    ...everyUnit,
    name: 'violations-of-A',
    method: 'test_ou_2017_validationruleA',
    asks: 'How often rule A failed in the year, B included in A.',
    figures: { A: null },
    expected: { 'A A 2017': '4', 'A B 2017': '2' },
    rule: unasked('violations'),
  },
  {
    ...everyUnit,
    name: 'violations-of-B',
    method: 'test_ou_2017_validationruleB',
    asks: 'How often rule B failed in the year.',
    figures: { B: null },
    expected: { 'B A 2017': '3', 'B B 2017': '2' },
    rule: unasked('violations'),
  },
  {
    ...everyUnit,
    name: 'violations-of-both',
    method: 'test_ou_2017_validationruleAB',
    asks: 'Both rules, side by side.',
    figures: { A: null, B: null },
    expected: { 'A A 2017': '4', 'A B 2017': '2', 'B A 2017': '3', 'B B 2017': '2' },
    rule: unasked('violations'),
  },
];

const ofTree = [extremes, meansAndTotals, productsAndRatios, windows, calculated, ratesAndViolations].flat();

export const expectations: readonly Expectation[] = [
  ...ofTree.map((row): Expectation => ({ fixture: 'tree', ...row })),
  ...optionExpectations,
];
