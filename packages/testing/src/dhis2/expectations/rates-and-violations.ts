import { agrees, quarter, unasked, type Row } from './ask-tree.ts';

const everyUnit = { units: ['A', 'B', 'C', 'D', 'E'], periods: ['2017'], kept: ['unit', 'period'] } as const;

export const ratesAndViolations: readonly Row[] = [
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
  // Failures of a rule aren't facts: an accepted submission has none that is an error, and a warning stays
  // with its value.
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
