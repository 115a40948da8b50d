import { describe, expect, it } from 'vitest';
import { codeRefusal } from './code-refusal.ts';

describe('a code that a piece is to be called by', () => {
  const taken = new Set(['item', 'item_2']);

  const refusal = (code: string) => codeRefusal({ kind: 'asked', code }, taken);

  it('is refused where something else has it, and where it is none', () => {
    expect(refusal('item_2')).toBe('definition.code_twice');
    for (const none of ['', 'Meals', '2nd', 'a b', '供餐', 'constructor', 'a'.repeat(61)])
      expect(refusal(none)).toBe('package.code_malformed');
  });

  it('may begin with a digit where it is an option’s, and is a bureau’s own word for a section', () => {
    expect(codeRefusal({ kind: 'option', code: '9-10' }, taken)).toBeNull();
    expect(codeRefusal({ kind: 'section', code: '2nd' }, taken)).toBeNull();
    expect(codeRefusal({ kind: 'category', code: 'a b' }, taken)).toBe('package.option_code_malformed');
    expect(codeRefusal({ kind: 'unitGroup', code: 'a'.repeat(41) }, taken)).toBe('package.code_malformed');
  });

  it('is taken where nothing has it', () => {
    expect(refusal('meals')).toBeNull();
  });
});
