import { describe, expect, it } from 'vitest';
import { isPassing } from './passing-failure.ts';

const of = (code: string) => Object.assign(new Error('said by the server'), { code });

describe('what passes by itself', () => {
  it.each([
    '08006',
    '40001',
    '40P01',
    '53300',
    '55P03',
    '57014',
    '57P01',
    '57P03',
    '25P03',
    'ECONNREFUSED',
    'ECONNRESET',
  ])('%s does', (code) => {
    expect(isPassing(of(code))).toBe(true);
  });

  it.each(['23505', '42P01', '22P02', '42501', 'ERR_ASSERTION'])('%s doesn’t: it would fail for ever', (code) => {
    expect(isPassing(of(code))).toBe(false);
  });

  it('is what the pool says in words', () => {
    expect(isPassing(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
    // What is asked next of a connection that died in the midst of a transaction, and what isn't answered at all.
    expect(isPassing(new Error('Client has encountered a connection error and is not queryable'))).toBe(true);
    expect(isPassing(new Error('Client was closed and is not queryable'))).toBe(true);
    expect(isPassing(new Error('Query read timeout'))).toBe(true);
    expect(isPassing(Object.assign(new Error('postmaster was shut down, exiting'), { code: 'XX000' }))).toBe(true);
    expect([isPassing(new Error('nothing to pick from')), isPassing(null), isPassing('08006')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
