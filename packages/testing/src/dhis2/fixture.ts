/**
 * The data that DHIS2 tests its own aggregation with, as tables of ours: what a widely used system makes of the same
 * answers is the outside opinion that the roll-up is held against (expectations.ts).
 *
 * Source: DHIS2 core, commit 3f8c14a02b3b061d698f3ed92f18f531baa85da1, under dhis-2/dhis-test-integration/src/test:
 * resources/analytics/csv/{dataValues,dataSetRegistrations}.csv, java/org/hisp/dhis/analytics/AnalyticsTestUtils.java
 * and java/org/hisp/dhis/analytics/data/{AnalyticsServiceTest,AnalyticsServiceQueryModifiersTest}.java.
 * Copyright (c) 2004-2025, University of Oslo, BSD-3-Clause. Facts and numbers are theirs; no code or file of theirs is
 * here.
 */

export interface OrgUnit {
  readonly code: string;
  readonly parent: string | null;
  readonly level: number;
  /** Where their test sets one; the others take a default that no assertion depends on. */
  readonly opens?: string;
}

export interface Element {
  readonly code: string;
  readonly type: 'integer' | 'boolean' | 'text' | 'date';
  /** In their words. A query of theirs can override it, and most do. */
  readonly aggregation: 'SUM' | 'MAX' | 'NONE';
  readonly options?: readonly string[];
}

/**
 * What one unit answered to one element, month by month: a reporter's own series, which is folded before anything else.
 */
export interface Series {
  readonly element: string;
  readonly unit: string;
  readonly option?: string;
  readonly byMonth: Readonly<Record<string, string>>;
}

/** A data set of theirs: the units that owe it, monthly, and the months in which anyone marked it complete. */
export interface MonthlyForm {
  readonly code: string;
  readonly assigned: readonly string[];
  readonly complete: readonly { readonly unit: string; readonly months: readonly string[] }[];
}

/** Stored failures of a validation rule. They are inserted as such: the rules' own expressions say nothing. */
export interface Violations {
  readonly rule: string;
  readonly unit: string;
  readonly month: string;
  readonly count: number;
}

export interface Fixture {
  readonly units: readonly OrgUnit[];
  readonly months: readonly string[];
  /** Longer periods that are asked for, by the months in them. */
  readonly spans: Readonly<Record<string, readonly string[]>>;
  readonly elements: readonly Element[];
  readonly series: readonly Series[];
  readonly forms: readonly MonthlyForm[];
  readonly violations: readonly Violations[];
}

/**
 * Answers at every level of a tree, A and B included, which have units beneath them. Their groups of units and their
 * categories are left out: no assertion asks by them.
 */
const tree: Fixture = {
  units: [
    { code: 'A', parent: null, level: 1 },
    { code: 'B', parent: 'A', level: 2 },
    { code: 'C', parent: 'A', level: 2, opens: '2016-04-10' },
    { code: 'D', parent: 'B', level: 3, opens: '2016-12-10' },
    { code: 'E', parent: 'B', level: 3 },
  ],
  months: ['2017-01', '2017-02', '2017-03', '2017-04', '2017-05', '2017-06', '2017-07', '2017-08', '2017-09'],
  spans: {
    '2017Q1': ['2017-01', '2017-02', '2017-03'],
    // Nothing is answered after July.
    '2017': ['2017-01', '2017-02', '2017-03', '2017-04', '2017-05', '2017-06', '2017-07', '2017-08', '2017-09'],
    // A range of dates takes the months that lie wholly within it.
    '2017-01-01/2017-02-20': ['2017-01'],
  },
  elements: [
    { code: 'a', type: 'integer', aggregation: 'SUM' },
    { code: 'b', type: 'integer', aggregation: 'SUM' },
    { code: 'c', type: 'integer', aggregation: 'SUM' },
    { code: 'd', type: 'integer', aggregation: 'SUM' },
    { code: 'e', type: 'integer', aggregation: 'SUM' },
    { code: 'f', type: 'boolean', aggregation: 'MAX' },
    { code: 'g', type: 'text', aggregation: 'MAX' },
    { code: 'h', type: 'date', aggregation: 'MAX' },
  ],
  series: [
    { element: 'a', unit: 'A', byMonth: { '2017-01': '2' } },
    { element: 'a', unit: 'B', byMonth: { '2017-01': '1' } },
    { element: 'a', unit: 'C', byMonth: { '2017-01': '5' } },
    { element: 'a', unit: 'D', byMonth: { '2017-01': '66', '2017-02': '233' } },
    { element: 'a', unit: 'E', byMonth: { '2017-01': '1' } },
    { element: 'b', unit: 'A', byMonth: { '2017-01': '100', '2017-02': '4' } },
    { element: 'b', unit: 'B', byMonth: { '2017-02': '3' } },
    { element: 'b', unit: 'C', byMonth: { '2017-02': '10' } },
    { element: 'b', unit: 'D', byMonth: { '2017-02': '399' } },
    { element: 'b', unit: 'E', byMonth: { '2017-02': '1' } },
    { element: 'c', unit: 'A', byMonth: { '2017-03': '6' } },
    { element: 'c', unit: 'B', byMonth: { '2017-03': '5' } },
    { element: 'c', unit: 'C', byMonth: { '2017-02': '23', '2017-03': '15' } },
    { element: 'c', unit: 'E', byMonth: { '2017-03': '1' } },
    { element: 'd', unit: 'A', byMonth: { '2017-02': '2', '2017-04': '8' } },
    { element: 'd', unit: 'B', byMonth: { '2017-04': '7' } },
    { element: 'd', unit: 'C', byMonth: { '2017-01': '4', '2017-04': '20' } },
    { element: 'd', unit: 'E', byMonth: { '2017-01': '32', '2017-04': '1' } },
    { element: 'e', unit: 'A', byMonth: { '2017-05': '1', '2017-06': '2', '2017-07': '4' } },
    { element: 'f', unit: 'A', byMonth: { '2017-01': 'true', '2017-02': 'false', '2017-03': 'true' } },
    { element: 'g', unit: 'A', byMonth: { '2017-01': 'abc' } },
    { element: 'h', unit: 'A', byMonth: { '2017-01': '2017-01-01' } },
  ],
  forms: [
    {
      code: 'A',
      assigned: ['C', 'D'],
      complete: [
        { unit: 'A', months: ['2017-02', '2017-03'] },
        { unit: 'C', months: ['2017-01', '2017-02', '2017-03', '2017-04'] },
        { unit: 'D', months: ['2017-01', '2017-02'] },
        { unit: 'E', months: ['2017-02'] },
      ],
    },
    {
      code: 'B',
      assigned: ['D'],
      complete: [
        { unit: 'B', months: ['2017-01', '2017-02'] },
        { unit: 'C', months: ['2017-03'] },
        { unit: 'D', months: ['2017-01'] },
        { unit: 'E', months: ['2017-03', '2017-04'] },
      ],
    },
  ],
  violations: [
    { rule: 'A', unit: 'A', month: '2017-01', count: 2 },
    { rule: 'A', unit: 'B', month: '2017-01', count: 2 },
    { rule: 'B', unit: 'A', month: '2017-01', count: 1 },
    { rule: 'B', unit: 'B', month: '2017-02', count: 2 },
  ],
};

/** One reporter, an element asked by option, and a text: their tests of what a query may change about an element. */
const options: Fixture = {
  units: [{ code: 'A', parent: null, level: 1 }],
  months: ['2022-01', '2022-02', '2022-03'],
  spans: { '2022Q1': ['2022-01', '2022-02', '2022-03'] },
  elements: [
    { code: 'a', type: 'integer', aggregation: 'SUM', options: ['A', 'B'] },
    { code: 'b', type: 'text', aggregation: 'NONE', options: ['A', 'B'] },
  ],
  series: [
    { element: 'a', unit: 'A', option: 'A', byMonth: { '2022-01': '1', '2022-03': '3' } },
    { element: 'a', unit: 'A', option: 'B', byMonth: { '2022-02': '2' } },
    { element: 'b', unit: 'A', option: 'A', byMonth: { '2022-01': 'A' } },
    { element: 'b', unit: 'A', option: 'B', byMonth: { '2022-02': 'B' } },
  ],
  forms: [],
  violations: [],
};

export const fixtures = { tree, options } as const satisfies Readonly<Record<string, Fixture>>;

/** The unit and everything beneath it. */
export function subtreeOf(fixture: Fixture, code: string): readonly string[] {
  return [
    code,
    ...fixture.units.filter((unit) => unit.parent === code).flatMap((unit) => subtreeOf(fixture, unit.code)),
  ];
}

export function isLeaf({ units }: Fixture, code: string): boolean {
  return units.every((unit) => unit.parent !== code);
}

/** The months that a period stands for; a month stands for itself. */
export function monthsOf({ spans }: Fixture, period: string): readonly string[] {
  return spans[period] ?? [period];
}
