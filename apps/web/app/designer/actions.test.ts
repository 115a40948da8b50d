import type { FormDefinition, Grid } from '@huibao/domain';
import { changeAt, valueAt, type DraftParts } from '@huibao/domain/designing';
import { describe, expect, it } from 'vitest';
import {
  addBlock,
  addField,
  addNewForm,
  addRule,
  addSection,
  bringBack,
  duplicate,
  retires,
  takeOut,
  type Change,
  type Words,
} from './actions.ts';
import { canMove, dropOn, move, moveTo, placesToMoveTo, publishedWithin } from './moving.ts';
import { chosenAt, idOf, kindAt, outlineOf, visibleNodes, type Chosen } from './outline/nodes.ts';

const both = (text: string) => ({ zh: text, en: text });
const words: Words = (key) => both(key);
const number = (code: string) => ({ code, label: both(code), type: 'integer', flow: 'flow', required: true }) as const;

const form: FormDefinition = {
  code: 'first',
  number: both('1'),
  title: both('甲表'),
  shortTitle: both('甲'),
  instructions: both('填'),
  appliesTo: { kinds: ['school'] },
  sections: [
    {
      code: 'one',
      title: both('一'),
      blocks: [
        { kind: 'fields', title: both('组'), elements: [number('a'), number('b')] },
        {
          kind: 'register',
          register: {
            code: 'cases',
            label: both('清单'),
            required: false,
            carriesOver: false,
            columns: [number('x'), number('y')],
          },
        },
      ],
    },
    { code: 'two', title: both('二'), blocks: [{ kind: 'fields', title: both('组二'), elements: [number('c')] }] },
  ],
  rules: [],
};
const part = 'forms/first.json';
const parts: DraftParts = new Map<string, unknown>([
  ['programme.json', { forms: ['first', 'second'] }],
  [part, form],
  ['forms/second.json', { ...form, code: 'second', sections: [], rules: [] }],
  ['indicators.json', { indicators: [] }],
]);

const elements = ['sections', 0, 'blocks', 0, 'elements'] as const;
const columns = ['sections', 0, 'blocks', 1, 'register', 'columns'] as const;
const at = (...path: Chosen['path']): Chosen => ({ part, path });
const after = (change: Change | null): DraftParts => new Map([...parts, ...(change?.parts ?? [])]);
const set = ({ path }: Chosen, value: unknown): DraftParts =>
  new Map(parts).set(
    part,
    changeAt(form, path, () => value),
  );
const codes = (of: DraftParts, path: Chosen['path'], name = part): readonly unknown[] =>
  (valueAt(of.get(name), path) as readonly { readonly code: string }[]).map((one) => one.code);

describe('a table', () => {
  const grid = (of: DraftParts, path: Chosen['path']) => valueAt(of.get(part), path) as Grid;

  it('is made of questions that are broken down alike, and one that is added is so too', () => {
    const made = addBlock(parts, at('sections', 0), 'grid', words);
    const path = made?.chosen.path ?? [];
    const added = addField(after(made), at(...path, 'elements', 0), words);
    const { elements: asked } = grid(new Map([...after(made), ...(added?.parts ?? [])]), path);
    expect(asked.map(({ code, dimension }) => [code, dimension?.options.map((option) => option.code)])).toEqual([
      ['item', ['option_1', 'option_2']],
      ['item_3', ['option_1', 'option_2']],
      ['item_2', ['option_1', 'option_2']],
    ]);
    expect(kindAt(after(made), at(...path))).toBe('grid');
  });

  it('takes questions that are dragged into it, and is copied and retired as one', () => {
    const made = after(addBlock(parts, at('sections', 0), 'grid', words));
    const last = ['sections', 0, 'blocks', 2] as const;
    const dropped = dropOn(made, at(...elements, 0), at(...last));
    expect(codes(new Map([...made, ...(dropped?.parts ?? [])]), [...last, 'elements'])).toEqual([
      'item',
      'item_2',
      'a',
    ]);
    const copy = duplicate(made, at(...last));
    expect(codes(new Map([...made, ...(copy?.parts ?? [])]), ['sections', 0, 'blocks', 3, 'elements'])).toEqual([
      'item_3',
      'item_4',
    ]);
    const out = takeOut(made, at(...last), new Set(['item']));
    expect(grid(new Map([...made, ...out.parts]), ['retired', 0])).toMatchObject({
      kind: 'grid',
      elements: [{ code: 'item' }],
    });
  });
});

describe('pieces of a form', () => {
  it('are added to the last section where the form is chosen as a whole, and to none where it has none', () => {
    expect(addBlock(parts, at(), 'register', words)?.chosen).toEqual(at('sections', 1, 'blocks', 1));
    expect(addBlock(parts, { part: 'forms/second.json', path: [] }, 'grid', words)).toBeNull();
  });

  it('are added behind what is chosen, with codes that nothing else has', () => {
    const field = addField(parts, at(...elements, 0), words);
    expect([codes(after(field), elements), field?.chosen.path]).toEqual([
      ['a', 'item', 'b'],
      [...elements, 1],
    ]);
    expect(codes(after(addField(parts, at(...columns, 1), words)), columns)).toEqual(['x', 'y', 'column']);
    expect(addField(parts, at('sections', 0), words)).toBeNull();
    const block = addBlock(parts, at(...elements, 0), 'register', words);
    expect(block?.chosen.path).toEqual(['sections', 0, 'blocks', 1]);
    expect(codes(after(addSection(parts, at(...elements, 0), words)), ['sections'])).toEqual(['one', 'section', 'two']);
    const rule = addRule(parts, at(...elements, 1), words);
    expect(valueAt(after(rule).get(part), ['rules', 0])).toMatchObject({
      expression: 'isAnswered("b")',
      elements: ['b'],
    });
    expect(valueAt(after(addNewForm(parts, 'first', words)).get('programme.json'), ['forms'])).toEqual([
      'first',
      'form',
      'second',
    ]);
  });

  it('are moved among those that they stand with, forms too', () => {
    expect(codes(after(move(parts, at(...elements, 0), 1)), elements)).toEqual(['b', 'a']);
    expect(codes(after(move(parts, at(...elements, 1), -1)), elements)).toEqual(['b', 'a']);
    expect(move(parts, at(...elements, 0), -1)).toBeNull();
    expect([-1, 1].map((by) => canMove(parts, at(...elements, 0), by as -1 | 1))).toEqual([false, true]);
    expect([-1, 1].map((by) => canMove(parts, at(), by as -1 | 1))).toEqual([false, true]);
    expect(move(parts, at('rules'), 1)).toBeNull();
    expect(valueAt(after(move(parts, at(), 1)).get('programme.json'), ['forms'])).toEqual(['second', 'first']);
  });

  it('are dragged to where their kind may stand, and nowhere else', () => {
    const over = dropOn(parts, at(...elements, 0), at('sections', 1, 'blocks', 0, 'elements', 0));
    expect(codes(after(over), ['sections', 1, 'blocks', 0, 'elements'])).toEqual(['a', 'c']);
    expect(codes(after(over), elements)).toEqual(['b']);
    expect(dropOn(parts, at(...elements, 0), at('sections', 1))).toBeNull();
    expect(dropOn(parts, at(...columns, 0), at(...elements, 0))).toBeNull();
    expect(dropOn(parts, at('sections', 0), at(...elements, 0))).toBeNull();
    expect(dropOn(parts, at(...elements, 0), { part: 'forms/second.json', path: [] })).toBeNull();
  });

  it('go to another form, where they are let go on it or on what holds such pieces', () => {
    const two = new Map([...parts, ['forms/second.json', { ...form, code: 'second', rules: [] }]]);
    const there = { part: 'forms/second.json', path: [] };
    expect(dropOn(two, at(...elements, 0), there)?.chosen.path).toEqual(['sections', 1, 'blocks', 0, 'elements', 1]);
    expect(dropOn(two, at('sections', 0), there)?.chosen.path).toEqual(['sections', 2]);
    expect(dropOn(two, at(...columns, 0), there)).toBeNull();
    expect(publishedWithin(two, at('sections', 0), new Set(['b']))).toBe(true);
    expect(publishedWithin(two, at(...elements, 0), new Set(['b']))).toBe(false);
    const [next] = placesToMoveTo(two, at(...elements, 0));
    expect(next).not.toEqual(at(...elements.slice(0, -1)));
    expect(next && moveTo(two, at(...elements, 0), next)?.chosen.path.slice(0, -1)).toEqual([
      ...(next?.path ?? []),
      'elements',
    ]);
  });

  it('are there once more with codes of their own', () => {
    const copy = duplicate(parts, at(...elements, 0));
    expect(codes(after(copy), elements)).toEqual(['a', 'a_2', 'b']);
    const section = duplicate(parts, at('sections', 0));
    expect(codes(after(section), ['sections'])).toEqual(['one', 'one_2', 'two']);
    expect(codes(after(section), ['sections', 1, 'blocks', 0, 'elements'])).toEqual(['a_2', 'b_2']);
    const summed = set(at(...elements, 1), { ...number('b'), calculated: 'a + c' });
    const own = duplicate(summed, at('sections', 0, 'blocks', 0));
    // What is copied with it is read in its copy, what isn't where it was.
    expect(valueAt(own?.parts.get(part), ['sections', 0, 'blocks', 1, 'elements', 1])).toMatchObject({
      code: 'b_2',
      calculated: 'a_2 + c',
    });
  });

  it('go, and stay known where they were published; they may be asked again', () => {
    const gone = takeOut(parts, at(...elements, 0), new Set());
    expect([codes(after(gone), elements), valueAt(gone.parts.get(part), ['retired'])]).toEqual([['b'], undefined]);
    const retired = takeOut(parts, at(...elements, 0), new Set(['a']));
    expect(codes(after(retired), ['retired', 0, 'elements'])).toEqual(['a']);
    expect([new Set<string>(), new Set(['a'])].map((known) => retires(parts, at(...elements, 0), known))).toEqual([
      false,
      true,
    ]);
    const whole = takeOut(parts, at('sections', 0), new Set(['a', 'cases']));
    expect(valueAt(whole.parts.get(part), ['retired'])).toMatchObject([
      { kind: 'fields', elements: [{ code: 'a' }] },
      { kind: 'register', register: { code: 'cases' } },
    ]);
    const column = takeOut(parts, at(...columns, 0), new Set(['cases', 'cases.x']));
    expect(codes(after(column), ['retired', 0, 'register', 'columns'])).toEqual(['x']);
    const back = bringBack(after(retired), at('retired', 0, 'elements', 0));
    expect(codes(after(back), ['sections', 0, 'blocks', 2, 'elements'])).toEqual(['a']);
    expect(back?.parts.get(part)).not.toHaveProperty('retired');
    expect(takeOut(parts, at(), new Set()).chosen.part).toBe('forms/second.json');
  });
});

describe('the outline', () => {
  it('shows what is open, or whatever is called so with what it stands in', () => {
    const nodes = outlineOf(parts);
    const names = (open: readonly string[], search = ''): readonly string[] =>
      visibleNodes(nodes, new Set(open), search).map(({ node, level }) => `${level} ${node.code || node.kind}`);
    expect(names([])).toEqual(['1 first', '1 second']);
    expect(names([idOf(at())])).toEqual(['1 first', '2 one', '2 two', '2 rules', '1 second']);
    expect(names([], 'C')).toEqual(['1 first', '2 one', '3 cases', '2 two', '3 fields', '4 c', '1 second']);
  });

  it('finds by what is said of a piece: a hint, an option, an expression', () => {
    const said = { ...number('b'), hint: both('按月末在岗人数'), calculated: 'a * 2' };
    const nodes = outlineOf(set(at(...elements, 1), said));
    const found = (search: string) => visibleNodes(nodes, new Set(), search).at(-1)?.node.code;
    expect([found('在岗'), found('a * 2'), found('integer')]).toEqual(['b', 'b', undefined]);
  });

  it('finds the piece that a fault is in', () => {
    expect(chosenAt(parts, at(...elements, 1, 'label', 'zh')).path).toEqual([...elements, 1]);
    expect(chosenAt(parts, at('sections', 0, 'blocks')).path).toEqual(['sections', 0]);
    expect(chosenAt(parts, at('sections', 9)).path).toEqual([]);
    expect(
      [at(), at('sections', 0), at(...columns, 0), at('sections', 0, 'blocks', 1)].map((one) => kindAt(parts, one)),
    ).toEqual(['form', 'section', 'column', 'register']);
  });
});
