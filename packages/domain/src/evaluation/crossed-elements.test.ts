import { describe, expect, it } from 'vitest';
import { restrictToOption } from '../analysis/slice-indicator.ts';
import { periodOf } from '../calendar/period.ts';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { cellMap, type Cell } from '../cell/cell.ts';
import { cellOptionsOf, keysRead, keysWithin } from '../form/breakdown.ts';
import type { DataElement, Dimension, FormDefinition, ValidationRule } from '../form/definition.ts';
import { formDefinitionSchema } from '../form/schema.ts';
import { findIndicatorIssues } from '../indicator/check-indicator.ts';
import type { IndicatorDefinition, Term } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import { formTooLarge } from '../package/form-size.ts';
import { nestedSums, totalsAmong } from '../suppression/sums-within-sums.ts';
import { expectedCells } from './compile-form.ts';
import { evaluateForm } from './evaluate-form.ts';

const both = (text: string): Localized => ({ zh: text, en: text });
const dimension = (code: string, ...options: readonly string[]): Dimension => ({
  code,
  label: both(code),
  options: options.map((option) => ({ code: option, label: both(option) })),
});
const sex = dimension('sex', 'girls', 'boys');
const grades: Dimension = {
  ...dimension('grade', 'one', 'two'),
  options: [
    { code: 'one', label: both('one'), appliesTo: { schoolTypes: ['2'] } },
    { code: 'two', label: both('two') },
  ],
};
const integer = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});
const crossed = { dimension: sex, crossedBy: [grades] };
const pupils = integer('pupils', { ...crossed, countsPersons: true });

function formOf(elements: readonly DataElement[], rules: readonly ValidationRule[] = []): FormDefinition {
  return {
    code: 'classes',
    number: both('1'),
    title: both('classes'),
    shortTitle: both('classes'),
    instructions: both('fill in'),
    appliesTo: {},
    sections: [{ code: 'main', title: both('main'), blocks: [{ kind: 'fields', title: both('main'), elements }] }],
    rules,
  };
}

const rule = (code: string, expression: string, more: Partial<ValidationRule> = {}): ValidationRule => ({
  code,
  severity: 'error',
  expression,
  message: both(code),
  elements: ['pupils'],
  ...more,
});
const school: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };
const cell = (code: string, key: string, value: string): Cell => ({ code, key, state: 'value', value });

function evaluate(form: FormDefinition, cells: readonly Cell[], unit: UnitTraits = school) {
  return evaluateForm(form, {
    cells: cellMap(cells),
    unit,
    period: periodOf(twoTerms, 2024, 2),
    year: 2024,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  });
}

const counted = [
  cell('pupils', 'girls.one', '1'),
  cell('pupils', 'girls.two', '20'),
  cell('pupils', 'boys.one', '300'),
  cell('pupils', 'boys.two', '4000'),
];

describe('an element of several dimensions', () => {
  it('has a cell for each combination that concerns a unit', () => {
    expect(cellOptionsOf(pupils)?.map(({ code, label }) => [code, label.zh, label.en])).toEqual([
      ['girls.one', 'girls·one', 'girls · one'],
      ['girls.two', 'girls·two', 'girls · two'],
      ['boys.one', 'boys·one', 'boys · one'],
      ['boys.two', 'boys·two', 'boys · two'],
    ]);
    const ids = expectedCells(formOf([pupils]), { ...school, schoolType: '111' }).map(({ cellId }) => cellId);
    expect(ids).toEqual(['pupils[girls.two]', 'pupils[boys.two]']);
  });

  it('has none that concerns nobody', () => {
    const others = { ...sex, options: sex.options.map((one) => ({ ...one, appliesTo: { schoolTypes: ['111'] } })) };
    expect(cellOptionsOf({ dimension: others, crossedBy: [grades] })?.map(({ code }) => code)).toEqual([
      'girls.two',
      'boys.two',
    ]);
  });

  it('stays as it was with one', () => {
    expect(cellOptionsOf({ dimension: sex })).toBe(sex.options);
    expect(keysRead({ dimension: sex }, ['boys'])).toEqual(['boys']);
    expect(keysRead({}, undefined)).toEqual(['']);
  });

  it('reads as its total, as the cells of one option, or as one cell', () => {
    const read = (calculated: string): string | undefined =>
      evaluate(formOf([pupils, integer('read', { calculated })]), counted).cells.get('read')?.value;
    expect(read('pupils')).toBe('4321');
    expect(read('valueAt("pupils", "girls.two")')).toBe('20');
    expect(read('valueAt("pupils", "girls")')).toBe('21');
    expect(read('valueAt("pupils", "one")')).toBe('301');
  });

  it('has no total while a cell is open', () => {
    const { cells, findings } = evaluate(formOf([pupils, integer('read', { calculated: 'pupils' })]), counted.slice(1));
    expect(cells.get('read')?.state).toBe('missing');
    expect(findings.map(({ rule: found, cells: at }) => [found, at])).toEqual([['required', ['pupils[girls.one]']]]);
  });

  it('is judged by the options of any of its dimensions, and calculated cell by cell', () => {
    const boarders = integer('boarders', { dimension: grades });
    const doubled = integer('doubled', { ...crossed, calculated: 'pupils * 2 + boarders' });
    const form = formOf(
      [pupils, boarders, doubled],
      [
        rule('girls_beside_boys', 'pupils > 100', { perOption: true }),
        rule('boarders_within', 'boarders <= pupils', { perOption: 'grade', elements: ['pupils', 'boarders'] }),
      ],
    );
    expect(formDefinitionSchema.safeParse(form)).toMatchObject({ success: true });
    const { cells, findings } = evaluate(form, [
      ...counted,
      cell('boarders', 'one', '302'),
      cell('boarders', 'two', '5'),
    ]);
    expect(findings.map(({ rule: found, cells: at }) => [found, at])).toEqual([
      ['girls_beside_boys', ['pupils[girls.one]', 'pupils[girls.two]']],
      ['boarders_within', ['pupils[girls.one]', 'pupils[boys.one]', 'boarders[one]']],
    ]);
    expect(['girls.one', 'boys.two'].map((key) => cells.get(`doubled[${key}]`)?.value)).toEqual(['304', '8005']);
  });

  it('isn’t asked in any cell where its condition doesn’t hold', () => {
    const form = formOf([integer('asked'), { ...pupils, when: 'asked > 0' }]);
    const { cells } = evaluate(form, [...counted, cell('asked', '', '0')]);
    expect([...cells.values()].filter(({ code }) => code === 'pupils').map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'not_applicable'),
    );
  });

  it.each<[string, DataElement, string]>([
    ['without a first dimension', integer('a', { crossedBy: [sex] }), 'a: only what is broken down is crossed'],
    [
      'of a register’s counts',
      integer('a', { ...crossed, fromSensitiveRegister: 'b' }),
      'a: only what is broken down is crossed',
    ],
    ['by one dimension twice', integer('a', { dimension: sex, crossedBy: [sex] }), 'dimension of a sex is there twice'],
    [
      'by dimensions with a common option',
      integer('a', { dimension: sex, crossedBy: [dimension('age', 'girls')] }),
      'option of a girls is there twice',
    ],
  ])('isn’t crossed %s', (_title, element, sentence) => {
    const parsed = formDefinitionSchema.safeParse(formOf([element]));
    expect(parsed.error?.issues.map(({ message }) => message).join('\n')).toContain(sentence);
  });

  it('isn’t judged by a dimension that it doesn’t have', () => {
    const form = formOf([pupils], [rule('none', 'pupils > 0', { perOption: 'age' })]);
    expect(formDefinitionSchema.safeParse(form)).toMatchObject({ success: false });
  });

  it('counts for a form’s size with all its cells', () => {
    const long = (code: string): Dimension => dimension(code, ...Array.from({ length: 90 }, (_, no) => `${code}${no}`));
    expect(formTooLarge(formOf([integer('a', { dimension: long('a'), crossedBy: [long('b')] })]))).toMatchObject({
      code: 'package.too_many_cells',
    });
  });
});

describe('an indicator of it', () => {
  const elements = new Map([['pupils', pupils]]);
  const sum = (code: string, keys?: readonly string[]): IndicatorDefinition => ({
    code,
    group: '',
    label: both(code),
    unit: both('人'),
    operator: { op: 'total', of: { element: 'pupils', take: 'sum', ...(keys ? { keys } : {}) } },
    decimals: 0,
    coverageFloor: '0.9',
    format: { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  });

  it('names a cell, or an option of one dimension for all its cells', () => {
    expect(keysWithin(pupils, 'girls')).toEqual(['girls.one', 'girls.two']);
    expect(keysRead(pupils, ['boys.two', 'one', 'girls.one'])).toEqual(['boys.two', 'girls.one', 'boys.one']);
    expect(findIndicatorIssues(sum('girls', ['girls', 'boys.one']), elements)).toEqual([]);
    expect(findIndicatorIssues(sum('wrong', ['one.girls']), elements)).toMatchObject([
      { code: 'indicator.option_unknown' },
    ]);
  });

  it('comes apart by each dimension by itself', () => {
    const at = (definition: IndicatorDefinition, of: string, option: string): Term['keys'] | null => {
      const restricted = restrictToOption(definition, { dimension: of, option }, (code) => elements.get(code));
      return restricted?.operator.op === 'total' ? restricted.operator.of.keys : null;
    };
    expect(at(sum('all'), 'grade', 'one')).toEqual(['girls.one', 'boys.one']);
    expect(at(sum('girls', ['girls']), 'grade', 'two')).toEqual(['girls.two']);
    expect(at(sum('girls', ['girls']), 'sex', 'boys')).toBeNull();
  });

  it('is the total of what is shown by any of its dimensions, and of its cells', () => {
    const all = [sum('all'), sum('girls', ['girls']), sum('boys', ['boys'])];
    expect(totalsAmong(all, elements)).toEqual([{ total: 'all', parts: ['girls', 'boys'] }]);
    const girls = [sum('girls', ['girls']), sum('first', ['girls.one']), sum('second', ['girls.two'])];
    expect(totalsAmong(girls, elements)).toEqual([{ total: 'girls', parts: ['first', 'second'] }]);
    expect(totalsAmong([sum('all'), sum('girls', ['girls']), sum('one', ['one'])], elements)).toEqual([]);
    expect(nestedSums(girls, elements)).toContainEqual({ wider: 'girls', narrower: 'first' });
  });
});
