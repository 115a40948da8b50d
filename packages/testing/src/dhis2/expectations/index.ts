import type { Expectation } from '../expectation.ts';
import { calculated } from './calculated-cells.ts';
import { extremes } from './extremes.ts';
import { meansAndTotals } from './means-and-totals.ts';
import { optionExpectations } from './options.ts';
import { productsAndRatios } from './products-and-ratios.ts';
import { ratesAndViolations } from './rates-and-violations.ts';
import { windows } from './windows.ts';

const ofTree = [extremes, meansAndTotals, productsAndRatios, windows, calculated, ratesAndViolations].flat();

/**
 * What DHIS2's AnalyticsServiceTest expects of the tree in fixture.ts (source and licence: there), one row an
 * assertion, or two where Huibao answers only a part. Left out: the same numbers asked again with the dimensions in
 * another order; that seven violations are stored; that the time of the last table update is set.
 *
 * How they are read: the period that a query asks plays the part of Huibao's year; a form marked complete there is a
 * complete submission here; the arithmetic of each departure stands above it, units in the order A B C D E.
 */
export const expectations: readonly Expectation[] = [
  ...ofTree.map((row): Expectation => ({ fixture: 'tree', ...row })),
  ...optionExpectations,
];
