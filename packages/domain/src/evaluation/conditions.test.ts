import { describe, expect, it } from 'vitest';
import type { Cell } from '../cell/cell.ts';
import { cellMap } from '../cell/cell.ts';
import { periodOf } from '../calendar/period.ts';
import { twoTerms } from '../calendar/sample-calendar.ts';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { findFormIssues } from '../form/meaning.ts';
import { formDefinitionSchema } from '../form/schema.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import { evaluateForm, measureForm } from './evaluate-form.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';

const both = (text: string): Localized => ({ zh: text, en: text });

function integer(code: string, more: Partial<DataElement> = {}): DataElement {
  return { code, label: both(code), type: 'integer', flow: 'flow', required: true, ...more };
}

const campaigns = {
  code: 'campaign',
  label: both('campaign'),
  options: [
    { code: 'fees', label: both('fees') },
    { code: 'uniforms', label: both('uniforms') },
  ],
};

function formOf(blocks: FormDefinition['sections'][number]['blocks'], rules: FormDefinition['rules']): FormDefinition {
  return {
    code: 'hearings',
    number: both('表3'),
    title: both('hearings'),
    shortTitle: both('hearings'),
    instructions: both('fill in'),
    appliesTo: { kinds: ['school'] },
    sections: [{ code: 'main', title: both('main'), blocks }],
    rules,
  };
}

const unit: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };

function contextOf(cells: readonly Cell[]): EvaluationContext {
  return {
    cells: cellMap(cells),
    unit,
    period: periodOf(twoTerms, 2025, 1),
    year: 2025,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  };
}

describe('what stands under a condition', () => {
  const boolean = (code: string, more: Partial<DataElement> = {}): DataElement => ({
    code,
    label: both(code),
    type: 'boolean',
    flow: 'stock',
    required: true,
    ...more,
  });
  const held: DataElement = {
    code: 'held_on',
    label: both('held_on'),
    type: 'date',
    flow: 'stock',
    required: true,
  };
  const asking = formOf(
    [
      {
        kind: 'fields',
        title: both('fields'),
        elements: [
          // The condition that reads another's element stands before it: order is the evaluator's.
          integer('opinions', { when: 'hearing && opinions_sought' }),
          boolean('opinions_sought', { when: 'hearing' }),
          boolean('hearing'),
          { ...held, when: 'hearing' },
          integer('by_kind', { when: 'hearing', dimension: campaigns }),
          integer('all_opinions', { required: false, calculated: 'opinions + 1' }),
        ],
      },
      {
        kind: 'register',
        register: {
          code: 'hearings',
          label: both('hearings'),
          required: true,
          carriesOver: false,
          when: 'hearing',
          columns: [{ ...held, code: 'on' }],
        },
      },
    ],
    [
      {
        code: 'some',
        severity: 'error',
        expression: 'hearings.size() > 0',
        message: both('some'),
        elements: ['hearings'],
      },
    ],
  );
  const judge = (cells: readonly Cell[]): Evaluation => evaluateForm(asking, contextOf(cells));
  const value = (code: string, text: string, key = ''): Cell => ({ code, key, state: 'value', value: text });
  const typed = [
    value('opinions_sought', 'true'),
    value('opinions', '3'),
    value('held_on', '2025-03-01'),
    value('by_kind', '2', 'fees'),
    value('hearings.on', '2025-03-01', 'r1'),
  ];

  it('can be published', () => {
    expect(formDefinitionSchema.safeParse(asking).error?.issues ?? []).toEqual([]);
  });

  it('is asked where its condition holds', () => {
    const { notAsked, findings, totals, cells } = judge([value('hearing', 'true')]);
    expect([...notAsked]).toEqual(['opinions']);
    expect(findings.flatMap((finding) => finding.cells)).toEqual([
      'opinions_sought',
      'held_on',
      'by_kind[fees]',
      'by_kind[uniforms]',
      'hearings',
    ]);
    expect(totals).toMatchObject({ filled: 1, required: 6 });
    expect(cells.has('opinions')).toBe(false);
  });

  it('isn’t applicable where it doesn’t hold, whatever the draft holds in it, and nothing is asked', () => {
    const { cells, totals, findings } = judge([value('hearing', 'false'), ...typed]);
    expect(findings).toEqual([]);
    expect(totals).toMatchObject({ filled: 1, required: 1 });
    for (const id of ['opinions_sought', 'opinions', 'held_on', 'by_kind[fees]', 'by_kind[uniforms]', 'hearings'])
      expect(cells.get(id)?.state, id).toBe('not_applicable');
    expect(cells.get('all_opinions')?.state).toBe('not_applicable');
    expect([...cells.keys()].filter((id) => id.startsWith('hearings.'))).toEqual([]);
  });

  it('isn’t asked before what its condition reads is answered', () => {
    const { cells, totals, findings } = judge(typed);
    expect(findings.flatMap((finding) => finding.cells)).toEqual(['hearing']);
    expect(totals).toMatchObject({ filled: 0, required: 1 });
    expect([...cells.values()].filter(({ state }) => state === 'value')).toEqual([]);
  });

  it('is measured on a board as it is judged', () => {
    for (const cells of [typed, [value('hearing', 'true'), ...typed], [value('hearing', 'false'), ...typed]]) {
      const { filled, required } = judge(cells).totals;
      expect(measureForm(asking, { cells: cellMap(cells), unit })).toEqual({ filled, required });
    }
  });

  it.each([
    ['a text', 'held_on', 'definition.result_not_yes_or_no'],
    ['what is unknown', 'nobody', 'definition.expression_unknown_name'],
    ['what is calculated', 'all_opinions > 1', 'definition.condition_reads_more'],
    ['another period', 'previous("opinions") > 1', 'definition.condition_reads_more'],
    ['the year', 'year > 2025', 'definition.condition_reads_more'],
    ['itself', 'opinions > 1', 'definition.circular'],
    ['what it decides on', 'opinions > 1 && hearing', 'definition.circular'],
  ])('reads no %s', (_what, when, code) => {
    const block = asking.sections[0]!.blocks[0]!;
    if (block.kind !== 'fields') throw new Error('fields come first');
    const elements = block.elements.map((element) =>
      element.code === (code === 'definition.circular' && when.includes('&&') ? 'opinions_sought' : 'opinions')
        ? { ...element, when }
        : element,
    );
    const found = findFormIssues(formOf([{ ...block, elements }, ...asking.sections[0]!.blocks.slice(1)], []));
    expect(found.map((issue) => issue.code)).toContain(code);
  });
});

describe('an expression that takes more than the bounds', () => {
  const names: DataElement = { code: 'name', label: both('name'), type: 'text', flow: 'flow', required: true };
  const everyPair = 'people.all(a, people.all(b, people.all(c, c.name + a.name != b.name)))';
  const costly = formOf(
    [
      {
        kind: 'fields',
        title: both('fields'),
        elements: [
          integer('count', { required: false, calculated: `people.size() + (${everyPair} ? 1 : 0)` }),
          integer('asked', { when: everyPair }),
        ],
      },
      {
        kind: 'register',
        register: { code: 'people', label: both('people'), required: true, carriesOver: false, columns: [names] },
      },
    ],
    [
      { code: 'pairs', severity: 'error', expression: everyPair, message: both('pairs'), elements: ['people'] },
      {
        code: 'some',
        severity: 'error',
        expression: 'people.size() > 999',
        message: both('some'),
        elements: ['people'],
      },
    ],
  );
  const cells: readonly Cell[] = Array.from({ length: 200 }, (_, index) => ({
    code: 'people.name',
    key: `r${index}`,
    state: 'value',
    value: `n${index}`,
  }));

  it('isn’t judged, says so, and keeps nothing else from being judged', () => {
    const { unjudged, findings, cells: judged } = evaluateForm(costly, contextOf(cells));
    expect(unjudged.map(({ code }) => code)).toEqual(['asked', 'count', 'pairs']);
    expect(findings.map(({ rule }) => rule)).toEqual(['required', 'some']);
    expect(judged.get('count')?.state).toBe('missing');
    expect(measureForm(costly, { cells: cellMap(cells), unit })).toEqual({ filled: 201, required: 202 });
  });

  it('leaves the rest of the form’s budget to the others', () => {
    const many = {
      ...costly,
      rules: Array.from({ length: 300 }, (_, index) => ({ ...costly.rules[0]!, code: `pairs_${index}` })),
    };
    expect(evaluateForm(many, contextOf(cells)).unjudged).toHaveLength(302);
  });
});
