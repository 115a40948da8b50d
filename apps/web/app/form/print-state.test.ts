import { expect, it } from 'vitest';
import { printStateOf } from './print-state.ts';

const revision = (state: 'submitted' | 'withdrawn' | 'returned' | 'accepted' | 'reopened') => ({
  no: 2,
  state,
  submittedAt: '2026-11-23T06:00:00.000Z',
  hash: 'a1',
});

it('says what a form is, with its revision only while it is that revision', () => {
  const states = [
    printStateOf({ state: 'draft', revision: null }),
    printStateOf({ state: 'draft', revision: revision('withdrawn') }),
    printStateOf({ state: 'confirming', revision: null }),
    printStateOf({ state: 'confirming', revision: revision('returned') }),
    printStateOf({ state: 'submitted', revision: revision('submitted') }),
    printStateOf({ state: 'accepted', revision: revision('accepted') }),
    printStateOf({ state: 'returned', revision: null }),
    printStateOf({ state: 'returned', revision: revision('withdrawn') }),
    printStateOf({ state: 'returned', revision: revision('returned') }),
    printStateOf({ state: 'returned', revision: revision('reopened') }),
  ];
  expect(states.map(({ state, signed }) => (signed ? `${state} ${signed.no} ${signed.hash}` : state))).toEqual([
    'draft',
    'withdrawn',
    'confirming',
    'confirming',
    'submitted 2 a1',
    'accepted 2 a1',
    'declined',
    'declined',
    'returned',
    'reopened',
  ]);
});
