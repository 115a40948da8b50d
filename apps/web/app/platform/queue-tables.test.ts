import { expect, it } from 'vitest';
import { outcomeOf } from './queue-tables.tsx';

it('says of a message that was sent again what came of it', () => {
  const before = { id: 'a', attempts: 3 };
  expect(outcomeOf(before, [before])).toBe('asked');
  expect(outcomeOf(before, [{ id: 'a', attempts: 4 }])).toBe('refused');
  expect(outcomeOf(before, [{ id: 'b', attempts: 9 }])).toBe('sent');
});
