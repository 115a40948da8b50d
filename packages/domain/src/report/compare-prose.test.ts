import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProse, mergeProse } from './compare-prose.ts';
import type { BlockNode, SectionContent } from './definition.ts';

const prose = (...words: readonly string[]): SectionContent => ({
  type: 'doc',
  version: 2,
  content: words.map((word): BlockNode => ({
    type: 'paragraph',
    attrs: { id: word },
    content: [{ type: 'text', text: word }],
  })),
});
const wordsOf = ({ content }: SectionContent): readonly string[] =>
  content.map((block) =>
    block.type === 'paragraph' && block.content?.[0]?.type === 'text' ? block.content[0].text : '',
  );

describe('two texts', () => {
  it('are told apart by block', () => {
    const compared = compareProse(prose('甲', '乙', '丙'), prose('甲', '乙二', '丙'));
    expect(compared.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });

  it('give both back', () => {
    const texts = fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 8 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const compared = compareProse(prose(...a), prose(...b));
        const side = (left: 'removed' | 'added') =>
          wordsOf({
            type: 'doc',
            version: 2,
            content: compared.filter(({ kind }) => kind !== left).map(({ block }) => block),
          });
        expect(side('added')).toEqual(a);
        expect(side('removed')).toEqual(b);
      }),
    );
  });
});

describe('two texts that grew from one', () => {
  it('follow whoever changed a block alone, and keep both where both did', () => {
    const base = prose('甲', '乙', '丙');
    expect(wordsOf(mergeProse(base, prose('甲', '乙', '丙一'), prose('甲一', '乙', '丙')))).toEqual([
      '甲一',
      '乙',
      '丙一',
    ]);
    expect(wordsOf(mergeProse(base, prose('甲', '乙一', '丙'), prose('甲', '乙二', '丙')))).toEqual([
      '甲',
      '乙一',
      '乙二',
      '丙',
    ]);
    expect(wordsOf(mergeProse(base, prose('甲', '乙一', '丙'), prose('甲', '丙')))).toEqual(['甲', '乙一', '丙']);
  });

  it('give every block an id of its own, where both wordings of one stand too', () => {
    const written = (id: string, text: string): BlockNode => ({
      type: 'paragraph',
      attrs: { id },
      content: [{ type: 'text', text }],
    });
    const doc = (...content: readonly BlockNode[]): SectionContent => ({ type: 'doc', version: 2, content });
    const long = 'x'.repeat(60);
    for (const id of ['a', long]) {
      const base = doc(written(id, '甲'));
      const { content } = mergeProse(
        base,
        doc(written(id, '甲一')),
        doc(written(id, '甲二'), written(`${id.slice(0, 56)}~2`, '乙')),
      );
      expect(wordsOf(doc(...content))).toEqual(['甲一', '甲二', '乙']);
      const ids = content.map(({ attrs }) => attrs.id);
      expect(ids[0]).toBe(id);
      expect([new Set(ids).size, Math.max(...ids.map((one) => one.length))]).toEqual([3, Math.max(id.length, 3)]);
    }
  });

  it('lose no block that either wrote', () => {
    const base = ['甲', '乙', '丙', '丁'];
    const edited = (who: string) =>
      fc.array(fc.tuple(fc.nat(4), fc.constantFrom('write', 'insert', 'remove')), { maxLength: 4 }).map((edits) => {
        const words = [...base];
        edits.forEach(([at, edit], index) => {
          if (edit === 'remove') words.splice(at, 1);
          else words.splice(at, edit === 'write' ? 1 : 0, `${who}${index}`);
        });
        return words;
      });
    fc.assert(
      fc.property(edited('她'), edited('我'), (theirs, mine) => {
        const merged = wordsOf(mergeProse(prose(...base), prose(...theirs), prose(...mine)));
        for (const word of [...theirs, ...mine]) if (!base.includes(word)) expect(merged).toContain(word);
      }),
    );
  });
});
