import { expect, it } from 'vitest';
import { KeptByParty } from './kept-by-party.ts';

it('gives up what the party that holds most used least lately, and nobody else’s', () => {
  const kept = new KeptByParty<string, string>(1000);
  kept.keep('small', 'a', 'its own', 100);
  for (let n = 0; n < 40; n += 1) {
    kept.keep('big', String(n), `answer ${n}`, 100);
    // Used all along.
    kept.find('big', '3');
  }
  expect(kept.find('small', 'a')).toBe('its own');
  expect(['2', '3', '30', '39'].map((key) => kept.find('big', key))).toEqual([
    undefined,
    'answer 3',
    undefined,
    'answer 39',
  ]);
  expect(kept.bytes).toBe(1000);
});

it('keeps the newest of one question, and nothing that would take the place of many', () => {
  const kept = new KeptByParty<string, string>(1000);
  kept.keep('one', 'a', 'before', 100);
  kept.keep('one', 'a', 'after', 50);
  expect([kept.find('one', 'a'), kept.bytes]).toEqual(['after', 50]);
  kept.keep('one', 'a', 'huge', 126);
  expect([kept.find('one', 'a'), kept.bytes]).toEqual([undefined, 0]);
});
