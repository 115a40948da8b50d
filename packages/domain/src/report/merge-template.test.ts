import { describe, expect, it } from 'vitest';
import type { SectionContent } from './definition.ts';
import { mergeTemplate } from './merge-template.ts';

const text = (...blocks: readonly (readonly [id: string, says: string])[]): SectionContent => ({
  type: 'doc',
  version: 2,
  content: blocks.map(([id, says]) => ({
    type: 'paragraph',
    attrs: { id },
    content: [{ type: 'text', text: says }],
  })),
});
const said = ({ content }: SectionContent): readonly string[] =>
  content.map((block) => JSON.stringify(block).replace(/.*"text":"([^"]*)".*/, '$1'));

const old = text(['a', 'A'], ['b', 'B'], ['c', 'C']);

describe('a text that goes by a newer template', () => {
  it('follows it where nobody wrote, and keeps own words', () => {
    const current = text(['a', 'A'], ['b', 'own'], ['mine', 'more'], ['c', 'C']);
    const merged = mergeTemplate(current, old, text(['a', 'A2'], ['b', 'B2'], ['c', 'C']));
    expect(said(merged.content)).toEqual(['A2', 'own', 'more', 'C']);
    expect(merged).toMatchObject({ added: 0, reworded: 1, kept: 1, removed: 0, owned: 0 });
  });

  it('gets what comes where the template has it, also before everything and behind what moved', () => {
    const current = text(['mine', 'more'], ['c', 'C'], ['a', 'A'], ['b', 'B']);
    const merged = mergeTemplate(
      current,
      old,
      text(['x', 'X'], ['a', 'A'], ['y', 'Y'], ['z', 'Z'], ['b', 'B'], ['c', 'C']),
    );
    expect(said(merged.content)).toEqual(['X', 'more', 'C', 'A', 'Y', 'Z', 'B']);
    expect(merged.added).toBe(3);
  });

  it('keeps what went as its own where it was written on, and what was taken out stays out', () => {
    const current = text(['a', 'own'], ['c', 'C']);
    const merged = mergeTemplate(current, old, text(['b', 'B2']));
    expect(said(merged.content)).toEqual(['own']);
    expect(merged).toMatchObject({ added: 0, reworded: 0, removed: 1, owned: 1 });
  });

  it('is as it was where the template says the same', () => {
    const current = text(['b', 'own'], ['mine', 'more']);
    expect(mergeTemplate(current, old, old).content).toEqual(current);
  });
});
