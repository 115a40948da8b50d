import type { Expectation, Question, Reason, Results, Rule, Taken } from '../expectation.ts';

/**
 * What DHIS2's AnalyticsServiceQueryModifiersTest expects of the reporter in fixture.ts (source and licence: there). It
 * has no units beneath it, so nothing here departs for that.
 */

const agrees: Rule = { agrees: true };
const unasked = (reason: Reason): Rule => ({ agrees: false, reasons: [reason], ours: null, seated: null });

const months = ['2022-01', '2022-02', '2022-03'];
const firstTwo = ['2022-01', '2022-02'];
const quarter = ['2022Q1'];

const addedUp = (...taken: readonly Taken[]): Question => ({ kind: 'figure', of: taken, across: 'sum' });
const a = (more?: Partial<Taken>): Taken => ({ element: 'a', over: 'sum', ...more });
const choose = (is: 'eq' | 'lt', value: string, then: string, otherwise: string): Partial<Taken> => ({
  when: { is, value, then, otherwise },
});

const asked: Results = { 'x 2022-01': '4', 'x 2022-02': '5', 'x 2022-03': '5' };

type Row = Pick<Expectation, 'method' | 'asks' | 'periods' | 'expected' | 'rule'> & { readonly x: Question | null };

const rows: readonly Row[] = [
  {
    method: 'testNoAggregationType',
    asks: 'a, both options.',
    periods: [...months, ...quarter],
    x: addedUp(a()),
    expected: { 'x 2022-01': '1', 'x 2022-02': '2', 'x 2022-03': '3', 'x 2022Q1': '6' },
    rule: agrees,
  },
  // Each option alone would have means 2 and 2, which add up to 4: the options are added first, month by month.
  {
    method: 'testAverageAggregationType',
    asks: 'The mean month of a, both options.',
    periods: quarter,
    x: addedUp(a({ over: 'mean' })),
    expected: { 'x 2022Q1': '2' },
    rule: agrees,
  },
  {
    method: 'testLastAggregationType',
    asks: 'The last answer to option A.',
    periods: quarter,
    x: addedUp(a({ option: 'A', over: 'latest' })),
    expected: { 'x 2022Q1': '3' },
    rule: agrees,
  },
  {
    method: 'testWithAndWithoutAggregationType',
    asks: 'Total plus mean: 6 + 2.',
    periods: quarter,
    x: null,
    expected: { 'x 2022Q1': '8' },
    rule: unasked('operators'),
  },
  {
    method: 'testMultipleAggregationTypes',
    asks: 'Greatest plus mean: 3 + 2.',
    periods: quarter,
    x: null,
    expected: { 'x 2022Q1': '5' },
    rule: unasked('operators'),
  },
  {
    method: 'testGroupedAggregationType',
    asks: 'The mean month of 2a + a.',
    periods: quarter,
    x: addedUp(a({ times: '3', over: 'mean' })),
    expected: { 'x 2022Q1': '6' },
    rule: agrees,
  },
  {
    method: 'testOperandAggregationType',
    asks: 'Mean of option A plus total of option B: 2 + 2.',
    periods: quarter,
    x: null,
    expected: { 'x 2022Q1': '4' },
    rule: unasked('operators'),
  },
  {
    method: 'testSimplePeriodOffset',
    asks: 'The month before.',
    periods: months,
    x: addedUp(a({ window: [-1] })),
    expected: { 'x 2022-02': '1', 'x 2022-03': '2' },
    rule: agrees,
  },
  {
    method: 'testInsideAndOutsidePeriodOffset',
    asks: 'The month and the one after: two periods, whichever is the later.',
    periods: months,
    x: addedUp(a({ window: [0, 1] })),
    expected: { 'x 2022-01': '3', 'x 2022-02': '5', 'x 2022-03': '3' },
    rule: agrees,
  },
  {
    method: 'testGroupedPeriodOffset',
    asks: 'Twice the month before.',
    periods: months,
    x: addedUp(a({ window: [-1], times: '2' })),
    expected: { 'x 2022-02': '2', 'x 2022-03': '4' },
    rule: agrees,
  },
  {
    method: 'testAdditivePeriodOffset',
    asks: 'The month before plus the one before it.',
    periods: months,
    x: addedUp(a({ window: [-2, -1] })),
    expected: { 'x 2022-02': '1', 'x 2022-03': '3' },
    rule: agrees,
  },
  // One cell from two periods, one of them still to come when it would be worked out.
  {
    method: 'testOperandPeriodOffset',
    asks: 'Option A of the month before plus twice option B of the month after.',
    periods: months,
    x: null,
    expected: { 'x 2022-01': '4', 'x 2022-02': '1' },
    rule: unasked('backwards'),
  },
  {
    method: 'testMinDate',
    asks: 'From 1 February.',
    periods: months,
    x: addedUp(a({ only: ['2022-02', '2022-03'] })),
    expected: { 'x 2022-02': '2', 'x 2022-03': '3' },
    rule: agrees,
  },
  {
    method: 'testMaxDate',
    asks: 'Up to 28 February.',
    periods: months,
    x: addedUp(a({ only: firstTwo })),
    expected: { 'x 2022-01': '1', 'x 2022-02': '2' },
    rule: agrees,
  },
  {
    method: 'testMinAndMaxDate',
    asks: 'Within February.',
    periods: months,
    x: addedUp(a({ only: ['2022-02'] })),
    expected: { 'x 2022-02': '2' },
    rule: agrees,
  },
  {
    method: 'testSimpleSubExpression',
    asks: '4 where a is 1, 5 where not; in the quarter a is 6.',
    periods: [...months, ...quarter],
    x: addedUp(a(choose('eq', '1', '4', '5'))),
    expected: { ...asked, 'x 2022Q1': '5' },
    // The quarter adds up the months' frozen cells, 4 + 5 + 5: it doesn't ask again of their total.
    rule: {
      agrees: false,
      reasons: ['atSubmit'],
      ours: { ...asked, 'x 2022Q1': '14' },
      seated: { ...asked, 'x 2022Q1': '14' },
    },
  },
  {
    method: 'testMultipleReferenceSubExpression',
    asks: '0 where a is less than 2, otherwise a.',
    periods: firstTwo,
    x: addedUp(a(choose('lt', '2', '0', 'itself'))),
    expected: { 'x 2022-01': '0', 'x 2022-02': '2' },
    rule: agrees,
  },
  {
    method: 'testSubExpressionConversionFromTextToNumeric',
    asks: '3 where b is the text A, 4 where not.',
    periods: firstTwo,
    x: addedUp({ element: 'b', over: 'sum', ...choose('eq', 'A', '3', '4') }),
    expected: { 'x 2022-01': '3', 'x 2022-02': '4' },
    rule: agrees,
  },
  {
    method: 'testReferencesInsideAndOutsideOfSubExpression',
    asks: '3a, plus a where it is at least 2.',
    periods: firstTwo,
    x: addedUp(a({ times: '3' }), a(choose('lt', '2', '0', 'itself'))),
    expected: { 'x 2022-01': '3', 'x 2022-02': '8' },
    rule: agrees,
  },
  {
    method: 'testTwoSubExpressions',
    asks: '3 where a is 1, else 5; plus 6 where a is 2, else 7.',
    periods: firstTwo,
    x: addedUp(a(choose('eq', '1', '3', '5')), a(choose('eq', '2', '6', '7'))),
    expected: { 'x 2022-01': '10', 'x 2022-02': '11' },
    rule: agrees,
  },
  {
    method: 'testOperandSubExpression',
    asks: 'Three times option A where it is positive, plus option B; whichever is missing adds nothing.',
    periods: months,
    x: addedUp(
      a({ option: 'A', when: { is: 'gt', value: '0', then: 'itself', otherwise: '0' }, times: '3' }),
      a({ option: 'B' }),
    ),
    expected: { 'x 2022-01': '3', 'x 2022-02': '2', 'x 2022-03': '9' },
    rule: agrees,
  },
  {
    method: 'testPeriodOffsetSubExpression',
    asks: 'The month plus the one before.',
    periods: months,
    x: addedUp(a({ window: [-1, 0] })),
    expected: { 'x 2022-01': '1', 'x 2022-02': '3', 'x 2022-03': '5' },
    rule: agrees,
  },
];

export const optionExpectations: readonly Expectation[] = rows.map(({ x, ...row }): Expectation => ({
  ...row,
  name: `options: ${row.method}`,
  fixture: 'options',
  units: ['A'],
  kept: ['period'],
  figures: { x },
}));
