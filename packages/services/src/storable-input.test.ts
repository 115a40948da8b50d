import { codeOf } from '@huibao/testing';
import { describe, expect, it } from 'vitest';
import { storableInput } from './storable-input.ts';

const nested = (depth: number): unknown => (depth === 0 ? 'a' : [nested(depth - 1)]);

describe('what was sent', () => {
  it('loses what PostgreSQL can’t keep and nobody sees, wherever it stands, and nothing else', () => {
    const bytes = new Uint8Array([0, 1]);
    expect(
      storableInput({
        cells: [{ value: '宪法\0宣传', key: 'a\u{d800}b' }],
        'na\0me': '𠮷\u0007\u202e',
        version: 1,
        content: bytes,
      }),
    ).toEqual({
      cells: [{ value: '宪法宣传', key: 'a\ufffdb' }],
      name: '𠮷\u0007\u202e',
      version: 1,
      content: bytes,
    });
    expect(storableInput(undefined)).toBeUndefined();
  });

  it('is refused where it is nested beyond measure', async () => {
    expect(storableInput(nested(60))).toEqual(nested(60));
    const refused = Promise.resolve().then(() =>
      storableInput(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)),
    );
    expect(await codeOf(refused)).toBe('request.invalid');
  });
});
