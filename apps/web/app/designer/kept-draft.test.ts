import { expect, it } from 'vitest';
import { keptDraft } from './kept-draft.ts';
import { offerable } from './offerable.ts';

it('what a closed window kept of a draft is read back, and nothing that can’t be a part of one', () => {
  const glossary = { name: 'glossary.json', version: 3, content: { terms: [] } };
  const gone = { name: 'forms/old.json', version: 2, content: null };
  const parts = [glossary, gone, { ...glossary, name: 'other.json' }, { ...glossary, content: { words: 1 } }, null];
  const read = keptDraft.read(JSON.stringify({ at: '2024-02-01T01:00:00.000Z', parts }));
  expect(read.at).toBe('2024-02-01T01:00:00.000Z');
  expect(offerable(read.parts)).toEqual([glossary, gone]);
  expect(['', '{}', 'null', '{"parts":1}'].map((text) => keptDraft.count(keptDraft.read(text)))).toEqual([0, 0, 0, 0]);
});
