import type { Results } from '../expectation.ts';
import { all, aprilOn, sum, superior, unasked, type Row } from './ask-tree.ts';

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

export const windows: readonly Row[] = [
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
