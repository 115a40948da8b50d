import { describe, expect, it } from 'vitest';
import type { Cell, CellMap } from '../cell/cell.ts';
import { cellMap } from '../cell/cell.ts';
import type { DataElement, FormDefinition, ValidationRule } from '../form/definition.ts';
import { formDefinitionSchema } from '../form/schema.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import { periodOf } from '../calendar/period.ts';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { expectedCells } from './compile-form.ts';
import { evaluateForm, measureForm } from './evaluate-form.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';

/** The package is typed without a host. */

const both = (text: string): Localized => ({ zh: text, en: text });

function integer(code: string, more: Partial<DataElement> = {}): DataElement {
  return { code, label: both(code), type: 'integer', flow: 'flow', required: true, min: '0', ...more };
}

const campaigns = {
  code: 'campaign',
  label: both('campaign'),
  options: [
    { code: 'fees', label: both('fees') },
    { code: 'uniforms', label: both('uniforms'), appliesTo: { exceptSchoolTypes: ['218'] as const } },
  ],
};

function formOf(
  sections: FormDefinition['sections'][number]['blocks'],
  rules: readonly ValidationRule[],
): FormDefinition {
  return {
    code: 'safety',
    number: both('表3'),
    title: both('safety'),
    shortTitle: both('safety'),
    instructions: both('fill in'),
    appliesTo: { kinds: ['school'] },
    sections: [{ code: 'main', title: both('main'), blocks: sections }],
    rules,
  };
}

function rule(
  code: string,
  expression: string,
  elements: readonly string[],
  more: Partial<ValidationRule> = {},
): ValidationRule {
  return { code, severity: 'error', expression, message: both(code), elements, ...more };
}

const form = formOf(
  [
    {
      kind: 'fields',
      title: both('fields'),
      elements: [
        integer('screenings'),
        integer('viewers', { countsPersons: true }),
        {
          code: 'per_screening',
          label: both('mean'),
          type: 'decimal',
          decimals: 1,
          flow: 'stock',
          required: false,
          calculated: 'viewers / screenings',
        },
        integer('found', { dimension: campaigns }),
        integer('fixed', { dimension: campaigns }),
        integer('carried', { dimension: campaigns, flow: 'stock' }),
        {
          code: 'judges',
          label: both('judges'),
          type: 'integer',
          flow: 'stock',
          required: false,
          calculated: 'size(people.filter(p, p.body == "court"))',
        },
        {
          code: 'is_full',
          label: both('full'),
          type: 'boolean',
          flow: 'stock',
          required: false,
          calculated: 'judges >= 1 && per_screening > 100',
        },
      ],
    },
    {
      kind: 'register',
      register: {
        code: 'people',
        label: both('people'),
        required: true,
        carriesOver: true,
        columns: [
          { code: 'name', label: both('name'), type: 'text', flow: 'stock', required: true },
          {
            code: 'body',
            label: both('body'),
            type: 'choice',
            flow: 'stock',
            required: true,
            options: [
              { code: 'court', label: both('court') },
              { code: 'police', label: both('police') },
            ],
          },
          { code: 'hours', label: both('hours'), type: 'decimal', flow: 'flow', required: false },
        ],
      },
    },
  ],
  [
    rule('viewers_without_screenings', 'screenings > 0 || viewers == 0', ['viewers', 'screenings']),
    rule('fixed_within_found', 'yearToDate("fixed") <= carried + yearToDate("found")', ['fixed'], { perOption: true }),
    rule('hours_enough', 'people.all(p, p.hours >= 4)', ['people.hours'], { severity: 'warning' }),
    rule('viewers_jump', 'viewers <= 2 * previous("viewers")', ['viewers'], { severity: 'warning' }),
  ],
);

const school: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };

function cell(code: string, value: string, key = ''): Cell {
  return { code, key, state: 'value', value };
}

const complete: readonly Cell[] = [
  cell('screenings', '2'),
  cell('viewers', '205'),
  ...['fees', 'uniforms'].flatMap((key) => [
    cell('found', '3', key),
    cell('fixed', '1', key),
    cell('carried', '0', key),
  ]),
  cell('people', 'rows'),
  cell('people.name', '甲', 'r1'),
  cell('people.body', 'court', 'r1'),
  cell('people.hours', '4.00', 'r1'),
];

function evaluate(changes: readonly Cell[] = [], more: Partial<EvaluationContext> = {}): Evaluation {
  const cells: CellMap = cellMap([...complete, ...changes]);
  return evaluateForm(form, {
    cells,
    unit: school,
    period: periodOf(twoTerms, 2024, 2),
    year: 2024,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
    ...more,
  });
}

const short = (evaluation: Evaluation): readonly string[] =>
  evaluation.findings.map((f) => `${f.severity} ${f.kind} ${f.rule}: ${f.cells.join(' ')}`);

describe('a form', () => {
  it('is one that can be published', () => {
    expect(formDefinitionSchema.safeParse(form)).toMatchObject({ success: true });
  });

  it('passes when it is complete, with its calculated cells', () => {
    const { cells, findings, totals, progress } = evaluate();
    expect(findings).toEqual([]);
    expect(totals).toEqual({ filled: 11, required: 11, errors: 0, warnings: 0 });
    expect(progress).toEqual([{ code: 'main', filled: 11, required: 11 }]);
    expect(['per_screening', 'judges', 'is_full'].map((code) => cells.get(code)?.value)).toEqual([
      '102.5',
      '1',
      'true',
    ]);
  });

  it('names what is missing and what can’t stand', () => {
    const evaluation = evaluate([
      { code: 'viewers', key: '', state: 'missing', value: '' },
      cell('found', '-1', 'fees'),
      cell('people.body', 'army', 'r1'),
      { code: 'people.name', key: 'r1', state: 'missing', value: '' },
      { code: 'fixed', key: 'uniforms', state: 'not_applicable', value: '' },
    ]);
    expect(short(evaluation)).toEqual([
      'error required required: viewers',
      'error invalid too_small: found[fees]',
      'error invalid not_applicable_refused: fixed[uniforms]',
      'error required required: people.name[r1]',
      'error invalid not_a_choice: people.body[r1]',
    ]);
    expect(evaluation.totals).toMatchObject({ filled: 6, required: 11 });
    expect(evaluation.cells.get('per_screening')?.state).toBe('missing');
  });

  it('isn’t all filled while a register’s rows lack what is required of them', () => {
    const half = ['r2', 'r3', 'r4'].map((key) => cell('people.hours', '4.00', key));
    const { progress, findings } = evaluate(half);
    expect(progress).toEqual([{ code: 'main', filled: 11, required: 17 }]);
    expect(findings.filter((finding) => finding.kind === 'required')).toHaveLength(6);
    expect(measureForm(form, { cells: cellMap([...complete, ...half]), unit: school })).toEqual({
      filled: 11,
      required: 17,
    });
  });

  it('judges per option over the year, and points at failing rows', () => {
    const earlier = cellMap([
      cell('found', '0', 'fees'),
      cell('fixed', '3', 'fees'),
      cell('found', '0', 'uniforms'),
      cell('fixed', '0', 'uniforms'),
    ]);
    const changes = [
      cell('people.name', '乙', 'r2'),
      cell('people.body', 'police', 'r2'),
      cell('people.hours', '1.00', 'r2'),
    ];
    expect(short(evaluate(changes, { earlierThisYear: [earlier] }))).toEqual([
      'error rule fixed_within_found: fixed[fees]',
      'warning rule hours_enough: people.hours[r2]',
    ]);
  });

  it('compares with last term only when there is one', () => {
    expect(short(evaluate([], { previous: cellMap([cell('viewers', '100')]) }))).toEqual([
      'warning rule viewers_jump: viewers',
    ]);
    expect(short(evaluate([], { previous: cellMap([]) }))).toEqual([]);
  });

  it('tells nothing to report from a register that nobody touched', () => {
    const bare = complete.filter((c) => !c.code.startsWith('people'));
    const evaluateBare = (cells: readonly Cell[]): Evaluation =>
      evaluateForm(form, {
        cells: cellMap(cells),
        unit: school,
        period: periodOf(twoTerms, 2024, 2),
        year: 2024,
        previous: null,
        lastYear: null,
        earlierThisYear: [],
      });
    expect(short(evaluateBare(bare))).toEqual(['error required required: people']);
    expect(evaluateBare(bare).cells.get('judges')?.state).toBe('missing');
    expect(short(evaluateBare([...bare, cell('people', 'nothing')]))).toEqual([]);
    expect(evaluateBare([...bare, cell('people', 'nothing')]).cells.get('judges')?.value).toBe('0');
    expect(short(evaluate([cell('people', 'nothing')]))).toEqual(['error invalid nothing_with_rows: people']);
  });

  it('asks a unit only what concerns it', () => {
    const ids = expectedCells(form, { ...school, schoolType: '218' }).map((expected) => expected.cellId);
    expect(ids.filter((id) => id.startsWith('found'))).toEqual(['found[fees]']);
  });
});

describe('a form that can’t be published', () => {
  const issuesOf = (candidate: FormDefinition): readonly string[] => {
    const parsed = formDefinitionSchema.safeParse(candidate);
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  };
  const fields = (...elements: DataElement[]): FormDefinition['sections'][number]['blocks'] => [
    { kind: 'fields', title: both('f'), elements },
  ];

  it.each<[string, FormDefinition, string]>([
    ['a code twice', formOf(fields(integer('a'), integer('a')), []), 'element or register a is there twice'],
    ['an unknown name', formOf(fields(integer('a')), [rule('r', 'b > 1', ['a'])]), 'rule r: unknown_name: b'],
    ['bad syntax', formOf(fields(integer('a', { calculated: '1 +' })), []), 'calculated a: syntax'],
    ['a wrong type', formOf(fields(integer('a')), [rule('r', 'a == "x"', ['a'])]), 'rule r: wrong_type'],
    [
      'a circle',
      formOf(fields(integer('a', { calculated: 'b + 1' }), integer('b', { calculated: 'a + 1' })), []),
      'a is calculated from itself',
    ],
    [
      'a choice without options',
      formOf(fields(integer('a', { type: 'choice', flow: 'stock' })), []),
      'a: a choice has options',
    ],
    [
      'a rule that isn’t true or false',
      formOf(fields(integer('a')), [rule('r', 'a + 1', ['a'])]),
      'rule r: the result is not a boolean',
    ],
    ['a rule on nothing', formOf(fields(integer('a')), [rule('r', 'a > 1', ['z'])]), 'rule r: there is no z'],
  ])('has %s', (_title, candidate, sentence) => {
    expect(issuesOf(candidate).join('\n')).toContain(sentence);
  });
});
