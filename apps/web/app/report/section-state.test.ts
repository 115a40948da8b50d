import { describe, expect, it } from 'vitest';
import { keyOfTyped, printedContent, statesOf, typedInProse, type IndicatorValue } from '@huibao/domain';
import { oppositeOf } from './sentence/condition-in-text.ts';
import { sectionState, toSectionContent } from './section-state.ts';

describe('a section', () => {
  it('counts figures and numbers typed by hand, cases left out', () => {
    const state = sectionState(
      {
        type: 'doc',
        version: 2,
        content: [
          {
            type: 'paragraph',
            attrs: { id: 'p' },
            content: [
              { type: 'text', text: '2024年讲座120余次，《条例》第24条，' },
              { type: 'figure', attrs: { id: 'a', indicator: 'letters', format: { style: 'exact' }, unit: null } },
            ],
          },
          {
            type: 'case',
            attrs: { id: 'c', unitId: 1, unitName: '甲', revisionId: 'r', cell: 'x', hash: 'h', edited: false },
            content: [{ type: 'text', text: '20个班' }],
          },
        ],
      },
      statesOf(new Map()),
    );
    expect(state.typedNumbers).toEqual(['120余']);
    expect(state.figures).toHaveLength(1);
    expect(state.isBlank).toBe(false);
  });

  it('counts no number whose source was told, as long as what was typed around it stays', () => {
    const says = (text: string) => ({
      type: 'doc' as const,
      version: 2 as const,
      content: [{ type: 'paragraph' as const, attrs: { id: 'p' }, content: [{ type: 'text' as const, text }] }],
    });
    const answered = typedInProse(printedContent(says('讲座38次。培训6次。'), statesOf(new Map())))
      .filter(({ text }) => text === '38')
      .map(keyOfTyped);
    const open = (text: string) => sectionState(says(text), statesOf(new Map()), null, answered).typedNumbers;
    expect([open('讲座38次。培训6次。'), open('讲座38次。'), open('讲座38场次。')]).toEqual([['6'], [], ['38']]);
  });

  it('says as the gate does where it and the ledger don’t name the same', () => {
    const says = (text: string) => ({
      type: 'doc' as const,
      version: 2 as const,
      content: [{ type: 'paragraph' as const, attrs: { id: 'p' }, content: [{ type: 'text' as const, text }] }],
    });
    const issuesOf = (text: string, titles: readonly string[]) =>
      sectionState(says(text), statesOf(new Map()), {
        kind: 'plan',
        items: titles.map((title) => ({ id: title, title })),
      }).ledgerIssues;
    // A chapter of its opening words alone, and a ledger that has nothing yet.
    expect(issuesOf('重点做好以下工作：', [])).toBe(1);
    expect(issuesOf('一是健全学法制度。', ['健全学法制度', '开展普法'])).toBe(1);
    expect(issuesOf('一是健全学法制度。', ['健全学法制度'])).toBe(0);
    expect(sectionState(says('重点做好以下工作：'), statesOf(new Map())).ledgerIssues).toBe(0);
  });

  it('finds an item of the ledger in whatever words it stands, unless its block isn’t printed', () => {
    const when = { all: [{ indicator: 'letters', is: ['some' as const] }] };
    const words = [{ type: 'text' as const, text: '一是进一步完善学法制度。' }];
    const issuesOf = (attrs: { readonly id: string; readonly when?: typeof when }, item: string) =>
      sectionState(
        {
          type: 'doc',
          version: 2,
          content: [
            { type: 'paragraph', attrs, content: [{ type: 'ledgerItem', attrs: { id: 'i', item }, content: words }] },
          ],
        },
        statesOf(new Map()),
        { kind: 'plan', items: [{ id: 'one', title: '健全学法制度' }] },
      ).ledgerIssues;
    expect(issuesOf({ id: 'p' }, 'one')).toBe(0);
    expect(issuesOf({ id: 'p' }, 'another')).toBe(1);
    expect(issuesOf({ id: 'p', when }, 'one')).toBe(1);
  });

  it('saves the closed schema and nothing of the editor’s own', () => {
    const cell = (attrs: object) => ({
      type: 'tableCell',
      attrs: { colwidth: null, ...attrs },
      content: [{ type: 'paragraph', attrs: { id: null } }],
    });
    expect(
      toSectionContent({
        type: 'doc',
        content: [
          { type: 'paragraph', attrs: { id: 'p', textAlign: 'left' } },
          {
            type: 'table',
            attrs: { id: 't' },
            content: [
              { type: 'tableRow', content: [cell({ colspan: 2, rowspan: 1 })] },
              { type: 'tableRow', content: [cell({ colspan: 1, rowspan: 1 }), cell({ colspan: 1, rowspan: 1 })] },
            ],
          },
        ],
      }),
    ).toEqual({
      type: 'doc',
      version: 2,
      content: [
        { type: 'paragraph', attrs: { id: 'p' } },
        {
          type: 'table',
          attrs: { id: 't' },
          content: [
            {
              type: 'tableRow',
              content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] }],
            },
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [{ type: 'paragraph' }] },
                { type: 'tableCell', content: [{ type: 'paragraph' }] },
              ],
            },
          ],
        },
      ],
    });
  });

  const when = { all: [{ indicator: 'letters', is: ['some' as const] }] };
  const letters = { type: 'figure', attrs: { id: 'a', indicator: 'letters', format: { style: 'exact' }, unit: null } };

  it('saves what stands under a condition, and none of a cell’s lines, nor what was emptied', () => {
    const sentence = { type: 'sentence', attrs: { id: 's', when }, content: [{ type: 'text', text: '发放' }, letters] };
    const saved = toSectionContent({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { id: 'p', when },
          content: [sentence, { type: 'sentence', attrs: { id: 'e', when } }],
        },
        {
          type: 'heading',
          attrs: { id: 'h', level: 2, numbering: 'auto', when: null },
          content: [{ type: 'text', text: '一' }],
        },
        {
          type: 'table',
          attrs: { id: 't', when: null },
          content: [
            {
              type: 'tableRow',
              content: [
                {
                  type: 'tableCell',
                  attrs: { colspan: 1 },
                  content: [{ type: 'paragraph', attrs: { when }, content: [sentence] }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(saved.content).toEqual([
      { type: 'paragraph', attrs: { id: 'p', when }, content: [sentence] },
      { type: 'heading', attrs: { id: 'h', level: 2, numbering: 'auto' }, content: [{ type: 'text', text: '一' }] },
      {
        type: 'table',
        attrs: { id: 't' },
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableCell', content: [{ type: 'paragraph', content: [sentence] }] }],
          },
        ],
      },
    ]);
  });

  it('counts what is printed, as the figures stand', () => {
    const content = toSectionContent({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { id: 'p' },
          content: [
            { type: 'sentence', attrs: { id: 's', when }, content: [{ type: 'text', text: '120份，' }, letters] },
          ],
        },
      ],
    });
    const counted = (value: string | null) => {
      const figure: IndicatorValue = {
        code: 'letters',
        numerator: value,
        denominator: null,
        value,
        texts: [],
        answered: 1,
        expected: 1,
      };
      const { isBlank, figures, typedNumbers } = sectionState(content, statesOf(new Map([['letters', figure]])));
      return [isBlank, figures.length, typedNumbers];
    };
    expect(counted('20')).toEqual([false, 1, ['120']]);
    expect(counted('0')).toEqual([true, 0, []]);
    expect(counted(null)).toEqual([true, 0, []]);
  });
});

describe('the words for when a sentence isn’t printed', () => {
  it('stand exactly where it doesn’t', () => {
    expect(
      oppositeOf({
        all: [
          { indicator: 'a', is: ['some'] },
          { indicator: 'b', is: ['zero', 'missing'] },
        ],
      }),
    ).toEqual({
      any: [
        { indicator: 'a', is: ['zero', 'missing'] },
        { indicator: 'b', is: ['some'] },
      ],
    });
    expect(oppositeOf({ any: [{ indicator: 'a', is: ['zero'], of: 'outstanding' }] })).toEqual({
      all: [{ indicator: 'a', is: ['some', 'missing'], of: 'outstanding' }],
    });
  });
});
