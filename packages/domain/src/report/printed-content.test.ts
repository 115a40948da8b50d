import { describe, expect, it } from 'vitest';
import type { IndicatorValue } from '../figure/value.ts';
import { isMet, stateOfFigure, statesOf, type Condition, type FigureState } from './condition.ts';
import type { BlockNode, FigureNode, SectionContent, SentenceNode, TextNode } from './definition.ts';
import { printedContent } from './printed-content.ts';
import { printedLines } from './printed-lines.ts';
import { figuresOf, indicatorsOfProse, isBlank, typedNumbers } from './prose.ts';
import { sectionContentSchema } from './section-schema.ts';

const value = (of: Partial<IndicatorValue>): IndicatorValue => ({
  code: 'viewers',
  numerator: of.value ?? null,
  denominator: null,
  value: null,
  texts: [],
  answered: 3,
  expected: 3,
  ...of,
});
const figure = (indicator: string): FigureNode => ({
  type: 'figure',
  attrs: { id: indicator, indicator, format: { style: 'exact' }, unit: null },
});
const words = (text: string): TextNode => ({ type: 'text', text });
const sentence = (when: Condition, ...content: readonly (FigureNode | TextNode)[]): SentenceNode => ({
  type: 'sentence',
  attrs: { id: 'one', when },
  content,
});
const is = (indicator: string, ...states: readonly FigureState[]): Condition => ({ all: [{ indicator, is: states }] });
const prose = (...content: readonly BlockNode[]): SectionContent => ({ type: 'doc', version: 2, content });

const complaints = prose({
  type: 'paragraph',
  attrs: { id: 'p' },
  content: [
    words('坚持阳光招生'),
    sentence(is('complaints', 'some'), words('，受理招生投诉'), figure('complaints'), words('件')),
    sentence(is('complaints', 'zero'), words('，未收到招生投诉')),
    words('。'),
  ],
});

/** As its reader sees it. */
const read = (content: SectionContent, figures: ReadonlyMap<string, IndicatorValue>, hidden?: ReadonlySet<string>) =>
  printedLines(printedContent(content, statesOf(figures, hidden)), ({ attrs }) =>
    hidden?.has(attrs.indicator) ? '若干' : (figures.get(attrs.indicator)?.value ?? '—'),
  ).map((line) => line.text);
const of = (code: string, found: string | null) => new Map([[code, value({ code, value: found })]]);

describe('what a figure comes to', () => {
  it.each<[string, IndicatorValue | null, FigureState]>([
    ['nobody answered', value({}), 'missing'],
    ['it isn’t there', null, 'missing'],
    ['nought', value({ value: '0' }), 'zero'],
    ['nought with decimals', value({ value: '0.00' }), 'zero'],
    ['next to nothing', value({ value: '0.0001' }), 'some'],
    ['less than nothing', value({ value: '-2' }), 'some'],
    ['a list of nothing', value({ value: '0', texts: [] }), 'zero'],
    ['a list', value({ value: null, texts: ['甲'] }), 'some'],
  ])('%s', (_name, found, state) => expect(stateOfFigure(found)).toBe(state));

  it('may be asked of how many it is, and of how many are still out', () => {
    const part = value({ answered: 8, expected: 10 });
    expect(stateOfFigure(part, 'answered')).toBe('some');
    expect(stateOfFigure(part, 'outstanding')).toBe('some');
    expect(stateOfFigure({ ...part, answered: 10 }, 'outstanding')).toBe('zero');
    expect(stateOfFigure({ ...part, answered: 0 }, 'answered')).toBe('zero');
    expect(stateOfFigure(undefined, 'expected')).toBe('missing');
  });
});

describe('a sentence with a condition', () => {
  it('is printed with a value, has its own words for nought, and is left out where nobody answered', () => {
    expect(read(complaints, of('complaints', '3'))).toEqual(['坚持阳光招生，受理招生投诉3件。']);
    expect(read(complaints, of('complaints', '0'))).toEqual(['坚持阳光招生，未收到招生投诉。']);
    expect(read(complaints, of('complaints', null))).toEqual(['坚持阳光招生。']);
  });

  it('asks all of its figures, or any', () => {
    const [a, b] = [
      { indicator: 'a', is: ['some'] },
      { indicator: 'b', is: ['zero', 'missing'] },
    ] as const;
    const states = statesOf(new Map([...of('a', '1'), ...of('b', '2')]));
    expect([isMet({ all: [a, b] }, states), isMet({ any: [a, b] }, states)]).toEqual([false, true]);
  });

  it('doesn’t tell by standing what a copy hides', () => {
    for (const hidden of ['0', '1'])
      expect(read(complaints, of('complaints', hidden), new Set(['complaints']))).toEqual([
        '坚持阳光招生，受理招生投诉若干件。',
      ]);
  });

  it('counts no number, and blanks no section, while it isn’t printed', () => {
    const typed = prose({
      type: 'paragraph',
      attrs: { id: 'p' },
      content: [sentence(is('a', 'zero'), words('讲座38场'))],
    });
    const [shown, hidden] = ['0', '1'].map((found) => printedContent(typed, statesOf(of('a', found))));
    expect([typedNumbers(shown!), typedNumbers(hidden!)]).toEqual([['38'], []]);
    expect([isBlank(shown!), isBlank(hidden!)]).toEqual([false, true]);
  });

  it('is told of by the figures it prints and by those it asks about', () => {
    expect(figuresOf(complaints).map(({ attrs }) => attrs.indicator)).toEqual(['complaints']);
    const asks = prose({
      type: 'paragraph',
      attrs: { id: 'p' },
      content: [sentence(is('asked', 'zero'), words('无'))],
    });
    expect(indicatorsOfProse(asks)).toEqual(['asked']);
  });
});

describe('a block with a condition', () => {
  const blocks = prose(
    {
      type: 'heading',
      attrs: { id: 'h', level: 2, numbering: 'none', when: is('a', 'some') },
      content: [words('小标题')],
    },
    { type: 'paragraph', attrs: { id: 'p', when: is('a', 'zero') }, content: [words('无。')] },
    {
      type: 'table',
      attrs: { id: 't', when: is('a', 'some') },
      content: [
        {
          type: 'tableRow',
          content: [
            {
              type: 'tableCell',
              content: [{ type: 'paragraph', content: [sentence(is('b', 'some'), figure('b')), words('项')] }],
            },
          ],
        },
      ],
    },
  );

  it('leaves its place empty while it isn’t printed, so that the others keep theirs', () => {
    const figures = of('a', '0');
    expect(read(blocks, figures)).toEqual(['', '无。', '']);
    expect(read(blocks, of('a', '2'))).toEqual(['小标题', '', '项']);
    expect(printedContent(blocks, statesOf(figures)).content).toHaveLength(3);
  });

  it('needs no figure for text that has none: what was written before is printed as it stands', () => {
    const old = prose({ type: 'paragraph', attrs: { id: 'p' }, content: [words('照旧'), figure('a')] });
    expect(printedContent(old, statesOf(new Map()))).toEqual(old);
  });
});

describe('the closed schema', () => {
  const accepts = (content: unknown): boolean => sectionContentSchema.safeParse(content).success;

  it('takes sentences, and blocks with a condition', () => {
    expect(sectionContentSchema.parse(complaints)).toEqual(complaints);
    expect(
      accepts(prose({ type: 'paragraph', attrs: { id: 'p', when: is('a', 'zero') }, content: [words('无。')] })),
    ).toBe(true);
  });

  it.each<[string, unknown]>([
    ['no condition', { type: 'sentence', attrs: { id: 'x' }, content: [words('无')] }],
    ['nothing asked', sentence({ all: [] }, words('无'))],
    ['every state', sentence(is('a', 'some', 'zero', 'missing'), words('无'))],
    ['a state twice', sentence(is('a', 'zero', 'zero'), words('无'))],
    ['both all and any', sentence({ all: [], any: [] }, words('无'))],
    ['a sentence within', { ...sentence(is('a', 'zero')), content: [sentence(is('a', 'zero'), words('无'))] }],
    ['something of an editor’s own', { ...words('无'), marks: [{ type: 'bold' }] }],
    ['a code that is none', sentence(is('__proto__.x', 'zero'), words('无'))],
  ])('refuses %s', (_name, node) => {
    expect(
      accepts({ type: 'doc', version: 2, content: [{ type: 'paragraph', attrs: { id: 'p' }, content: [node] }] }),
    ).toBe(false);
  });

  it('drops nothing in silence', () => {
    expect(
      accepts({ type: 'doc', version: 2, content: [{ type: 'paragraph', attrs: { id: 'p', textAlign: 'left' } }] }),
    ).toBe(false);
    expect(accepts({ type: 'doc', version: 2, content: [], note: 'x' })).toBe(false);
  });
});
