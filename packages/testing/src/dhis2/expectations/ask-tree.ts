import type { Expectation, Question, Reason, Results, Rule, Taken } from '../expectation.ts';

export const agrees: Rule = { agrees: true };
export const all = ['A'];
export const quarter = ['2017Q1'];
export const firstThree = ['2017-01', '2017-02', '2017-03'];
export const aprilOn = ['2017-04', '2017-05', '2017-06', '2017-07', '2017-08', '2017-09'];

export const addedUp = (...taken: readonly Taken[]): Question => ({ kind: 'figure', of: taken, across: 'sum' });
export const sum = (element: string, more?: Partial<Taken>): Question => addedUp({ element, over: 'sum', ...more });
export const ratio = (over: 'sum' | 'max'): Question => ({
  kind: 'figure',
  of: [{ element: 'a', over }],
  per: { element: 'b', over: 'sum' },
  across: 'sum',
});

/**
 * Only that A and B answer themselves: without their answers `ours`, with a section of theirs giving them
 * what DHIS2 has.
 */
export const superior = (ours: Results, seated: Results): Rule => ({
  agrees: false,
  reasons: ['superior'],
  ours,
  seated,
});
export const unasked = (...reasons: readonly Reason[]): Rule => ({ agrees: false, reasons, ours: null, seated: null });

export type Row = Omit<Expectation, 'fixture'>;
