import type { ValidationRule } from '@huibao/domain';
import { expect, it } from 'vitest';
import { isFollowing, withCondition } from './follow-condition.ts';

const known = new Set(['chosen', 'settled', 'received']);
const rule: ValidationRule = {
  code: 'rule',
  severity: 'warning',
  expression: 'isAnswered("chosen")',
  message: { zh: '应填', en: 'To be answered' },
  elements: ['chosen'],
};

it('a new rule marks what its condition names first, however it is typed', () => {
  expect(isFollowing(rule, known)).toBe(true);
  const typed = ['', 's', 'settled', 'settled <', 'settled <= r', 'settled <= received'].reduce(
    (one, expression) => withCondition(one, expression, known),
    rule,
  );
  expect(typed).toMatchObject({ expression: 'settled <= received', elements: ['settled'] });
  expect(isFollowing(typed, known)).toBe(true);
  // A row's field is no question.
  expect(withCondition(rule, 'size(list.filter(r, r.settled > 0)) > received', known).elements).toEqual(['received']);
});

it('what somebody chose stays', () => {
  expect(isFollowing({ ...rule, elements: ['received'] }, known)).toBe(false);
  expect(isFollowing({ ...rule, elements: ['chosen', 'settled'] }, known)).toBe(false);
});
