import type { Question } from '../expectation.ts';
import { agrees, all, addedUp, quarter, sum, superior, type Row } from './ask-tree.ts';

const mean = (element: string): Question => ({ kind: 'figure', of: [{ element, over: 'mean' }], across: 'mean' });

export const meansAndTotals: readonly Row[] = [
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
    figures: { x: addedUp({ element: 'b', over: 'sum' }, { element: 'c', over: 'sum' }) },
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
