import { cellMap, evaluateForm, periodOf, type Cell, type FormDefinition } from '@huibao/domain';
import { twoTerms } from '@huibao/domain/sample-calendar';
import { expect, it } from 'vitest';
import { sectionStates } from './section-states.ts';

const both = (text: string) => ({ zh: text, en: text });

const form: FormDefinition = {
  code: 'f',
  number: both('1'),
  title: both('form'),
  shortTitle: both('form'),
  appliesTo: { kinds: ['school'] },
  instructions: both(''),
  sections: [
    {
      code: 'counts',
      title: both('counts'),
      blocks: [
        {
          kind: 'fields',
          title: both('block'),
          elements: [{ code: 'a', label: both('a'), type: 'integer', flow: 'flow', required: true, min: '0' }],
        },
      ],
    },
    {
      code: 'lists',
      title: both('lists'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'people',
            label: both('people'),
            required: true,
            carriesOver: false,
            columns: ['name', 'post', 'phone'].map((code) => ({
              code,
              label: both(code),
              type: 'text',
              flow: 'stock',
              required: true,
            })),
          },
        },
      ],
    },
    {
      code: 'notes',
      title: both('notes'),
      blocks: [
        {
          kind: 'fields',
          title: both('n'),
          elements: [{ code: 'n', label: both('n'), type: 'text', flow: 'flow', required: false }],
        },
      ],
    },
  ],
  rules: [{ code: 'high', expression: 'a < 100', elements: ['a'], severity: 'warning', message: both('high') }],
};
const unit = { kind: 'school', schoolType: null, ownership: null, sectionCode: null } as const;
const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });

type Ids = readonly string[];

function states(
  cells: readonly Cell[],
  more: { explained?: Ids; rejected?: Ids; refused?: Ids; conflicts?: Ids } = {},
) {
  const evaluation = evaluateForm(form, {
    cells: cellMap(cells),
    unit,
    period: periodOf(twoTerms, 2026, 1),
    year: 2026,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  });
  const at = (ids: Ids = []) => new Map(ids.map((id) => [id, {} as never]));
  const found = sectionStates({
    view: { form, unit },
    evaluation,
    state: { rejected: at(more.rejected), save: { refused: at(more.refused), conflicts: at(more.conflicts) } },
    explained: new Set(more.explained),
  });
  return [...found.values()].map((one) =>
    one.kind === 'open' ? `${one.filled}/${one.required}` : one.kind === 'troubled' ? `${one.count} !` : one.kind,
  );
}

const rows = (keys: readonly string[], columns: readonly string[]): readonly Cell[] =>
  keys.flatMap((key) => columns.map((column) => cell(`people.${column}`, 'x', key)));

it('counts what is still to fill, and asks nothing of what is optional', () => {
  expect(states([])).toEqual(['0/1', '0/1', 'optional']);
  expect(states([cell('a', '3'), cell('people', 'nothing')])).toEqual(['done', 'done', 'optional']);
});

it('isn’t done while a register’s rows lack required cells', () => {
  const five = ['r1', 'r2', 'r3', 'r4', 'r5'];
  const lacking = [...rows(five, ['name']), cell('people.post', 'x', 'r1')];
  expect(states(lacking)[1]).toBe('7/16');
  expect(states(rows(five, ['name', 'post', 'phone']))[1]).toBe('done');
});

it('counts what is wrong, warned without an answer, or not saved', () => {
  expect(states([cell('a', '-3')])[0]).toBe('1 !');
  expect(states([cell('a', '300')])[0]).toBe('1 !');
  expect(states([cell('a', '300')], { explained: ['high'] })[0]).toBe('done');
  const full = [cell('a', '3'), ...rows(['r1'], ['name', 'post', 'phone'])];
  expect(states(full, { rejected: ['a'] })[0]).toBe('1 !');
  expect(states(full, { conflicts: ['people.post[r1]'] })[1]).toBe('1 !');
  expect(states(full, { refused: ['people.post[r1]', 'people.phone[r1]'], conflicts: ['people.post[r1]'] })[1]).toBe(
    '2 !',
  );
});
