import { describe, expect, it } from 'vitest';
import { codeRefusal } from './code-refusal.ts';

describe('a code that a piece is to be called by', () => {
  const taken = new Set(['item', 'item_2']);

  it('is refused where something else has it, and where it is none', () => {
    expect(codeRefusal('item_2', taken)).toBe('definition.code_twice');
    for (const none of ['', 'Meals', '2nd', 'a b', '供餐', 'constructor', 'a'.repeat(61)])
      expect(codeRefusal(none, taken)).toBe('package.code_malformed');
  });

  it('is taken where nothing has it', () => {
    expect(codeRefusal('meals', taken)).toBeNull();
  });
});
