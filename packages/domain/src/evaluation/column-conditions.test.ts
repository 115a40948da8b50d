import { describe, expect, it } from 'vitest';
import { periodOf } from '../calendar/period.ts';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { cellMap, type Cell } from '../cell/cell.ts';
import { renameCode, usesOfCode } from '../designing/index.ts';
import { parseExpression } from '../expression/parse.ts';
import type { DataElement, FormDefinition, Register } from '../form/definition.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { formDefinitionSchema } from '../form/schema.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import { formRefusals } from '../package/amend-forms.ts';
import { readExpression } from '../reading/read-expression.ts';
import { readingNames } from '../reading/reading-names.ts';
import { decidedBy, elementsMoved } from './cell-flow.ts';
import { sparing, withKept } from './conditions.ts';
import { evaluateForm, measureForm } from './evaluate-form.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import { explainOutcome } from './explain-outcome.ts';
import { registerRows } from './register-rows.ts';

const both = (zh: string, en = zh): Localized => ({ zh, en });
const asked = (code: string, type: DataElement['type'], label: Localized, more: Partial<DataElement> = {}) =>
  ({ code, label, type, flow: 'stock', required: true, ...more }) satisfies DataElement;

/** Who a visit was for; a name only of others, a fee only where fees are taken, its receipt only of a fee. */
const visits: Register = {
  code: 'visits',
  label: both('走访', 'Visits'),
  required: true,
  carriesOver: false,
  columns: [
    // What another column is asked by may stand behind it.
    asked('receipt', 'text', both('收据', 'Receipt'), { when: 'row.fee > 0' }),
    asked('kind', 'choice', both('对象', 'Whom'), {
      options: ['parent', 'other'].map((code) => ({ code, label: both(code) })),
    }),
    asked('name', 'text', both('姓名', 'Name'), { when: 'row.kind == "other"' }),
    asked('fee', 'integer', both('费用', 'Fee'), { flow: 'flow', when: 'takes_fees && row.kind == "other"' }),
  ],
};
const form: FormDefinition = {
  code: 'walks',
  number: both('表4'),
  title: both('走访'),
  shortTitle: both('走访'),
  instructions: both('走访'),
  appliesTo: {},
  sections: [
    {
      code: 'main',
      title: both('走访'),
      blocks: [
        {
          kind: 'fields',
          title: both('收费'),
          elements: [
            asked('takes_fees', 'boolean', both('收费', 'Fees')),
            asked('paid', 'integer', both('实收'), {
              flow: 'flow',
              required: false,
              calculated: 'visits.map(v, v.fee).sum()',
            }),
          ],
        },
        { kind: 'register', register: visits },
      ],
    },
  ],
  rules: [
    {
      code: 'cheap',
      severity: 'error',
      expression: 'visits.all(v, v.fee <= 9)',
      message: both('费用过高'),
      elements: ['visits.fee'],
    },
  ],
};
const unit: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };
const contextOf = (cells: readonly Cell[]): EvaluationContext => ({
  cells: cellMap(cells),
  unit,
  period: periodOf(twoTerms, 2025, 1),
  year: 2025,
  previous: null,
  lastYear: null,
  earlierThisYear: [],
});
const judge = (cells: readonly Cell[]): Evaluation => evaluateForm(form, contextOf(cells));
const value = (code: string, text: string, key = ''): Cell => ({ code, key, state: 'value', value: text });
const fees = value('takes_fees', 'true');
const row = (key: string, columns: Readonly<Record<string, string>>): readonly Cell[] =>
  Object.entries(columns).map(([column, text]) => value(`visits.${column}`, text, key));
const withColumn = (code: string, more: Partial<DataElement>): FormDefinition => ({
  ...form,
  sections: form.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block.kind === 'register'
        ? {
            ...block,
            register: {
              ...visits,
              columns: visits.columns.map((column) => (column.code === code ? { ...column, ...more } : column)),
            },
          }
        : block,
    ),
  })),
});

describe('a register’s column under a condition', () => {
  it('can be published', () => {
    expect(formDefinitionSchema.safeParse(form).error?.issues ?? []).toEqual([]);
  });

  it('is asked in the rows in which it holds, spared in the others, and each is judged by itself', () => {
    const { findings, cells, notAsked, totals } = judge([
      fees,
      ...row('r1', { kind: 'parent', name: '甲' }),
      ...row('r2', { kind: 'other', fee: '0' }),
    ]);
    expect(findings.flatMap((finding) => finding.cells)).toEqual(['visits.name[r2]']);
    expect(cells.get('visits.name[r1]')).toMatchObject({ state: 'not_applicable', value: '' });
    // Whether a fee has a receipt is asked by a column that stands after it.
    expect(cells.get('visits.receipt[r2]')?.state).toBe('not_applicable');
    expect([...notAsked].toSorted()).toEqual([
      'visits.fee[r1]',
      'visits.name[r1]',
      'visits.receipt[r1]',
      'visits.receipt[r2]',
    ]);
    // Fees, the register, two kinds, and the name and fee of the second.
    expect(totals).toMatchObject({ filled: 5, required: 6, errors: 1 });
  });

  it('is neither demanded nor counted before what it reads is answered; the draft keeps the row and what it holds', () => {
    const drafts = [fees, ...row('r1', { name: '甲' })];
    const judged = judge(drafts);
    expect(judged.findings.flatMap((finding) => finding.cells)).toEqual(['visits.kind[r1]']);
    expect(judged.cells.has('visits.name[r1]')).toBe(false);
    const kept = withKept(judged, cellMap(drafts));
    expect(kept.get('visits.name[r1]')?.value).toBe('甲');
    expect(registerRows(form, kept).get('visits')).toEqual(['r1']);
    expect(sparing(form, contextOf(drafts))({ code: 'visits.name', key: 'r1' })).toBe(false);
  });

  it('reads the form beside its row, and counts for nothing where it is spared', () => {
    const drafts = [value('takes_fees', 'false'), ...row('r1', { kind: 'other', name: '甲', fee: '99', receipt: '7' })];
    const { findings, cells } = judge(drafts);
    expect(findings).toEqual([]);
    expect(cells.get('paid')?.value).toBe('0');
    expect(judge([fees, ...drafts.slice(1)]).findings.map((finding) => finding.rule)).toEqual(['cheap']);
    const isSpared = sparing(form, contextOf(drafts));
    expect(['name', 'fee', 'receipt'].map((column) => isSpared({ code: `visits.${column}`, key: 'r1' }))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('is measured on a board as it is judged', () => {
    for (const drafts of [
      row('r1', { name: '甲' }),
      [fees, ...row('r1', { kind: 'other' }), ...row('r2', { kind: 'parent' })],
    ]) {
      const { filled, required } = judge(drafts).totals;
      expect(measureForm(form, { cells: cellMap(drafts), unit })).toEqual({ filled, required });
    }
  });

  it('is told by what decides on it, and how it comes out row by row', () => {
    expect(decidedBy(form, 'visits.fee').map(({ en }) => en)).toEqual(['Fees', 'Whom']);
    expect([...elementsMoved(form, 'takes_fees')]).toEqual(['takes_fees', 'visits.fee', 'visits', 'paid']);
    const drafts = [fees, ...row('r1', { kind: 'parent' }), ...row('r2', { name: '甲' })];
    const context = contextOf(drafts);
    const outcomes = explainOutcome(form, context, evaluateForm(form, context), { of: 'when', code: 'visits.name' });
    expect(outcomes.map(({ row: no, is }) => [no, is])).toEqual([
      [1, 'fails'],
      [2, 'missing'],
    ]);
  });

  it('is read as of its own row', () => {
    const read = (source: string, locale: 'zh-CN' | 'en') =>
      readExpression(
        parseExpression(source),
        readingNames(form, namesOfForms([form]), locale),
        locale,
        'condition',
        'visits',
      );
    expect(read('row.kind == "other" && visits.exists(v, v.name == row.name)', 'zh-CN')).toContain('本行的');
    expect(read('row.kind == "other"', 'en')).toContain('this row’s');
  });

  it.each([
    ['a column that isn’t there', 'name', 'row.nobody == "x"', 'definition.expression_unknown_field'],
    ['the row by itself', 'name', 'row', 'definition.result_not_yes_or_no'],
    ['itself', 'name', 'row.name == "x"', 'definition.circular'],
    ['its own register', 'name', 'visits.size() > 1', 'definition.circular'],
    ['what reads it', 'fee', 'row.receipt == "x"', 'definition.circular'],
    ['another period', 'name', 'previous("takes_fees")', 'definition.condition_reads_more'],
  ])('reads no %s', (_what, column, when, code) => {
    expect(findFormIssues(withColumn(column, { when })).map((issue) => issue.code)).toContain(code);
  });

  it('isn’t all that a register demands, and nothing else has a row', () => {
    expect(findFormIssues(withColumn('kind', { when: 'takes_fees' })).map(({ code }) => code)).toEqual([
      'definition.column_required',
    ]);
    const rule = { ...form.rules[0]!, expression: 'row.fee > 0' };
    expect(findFormIssues({ ...form, rules: [rule] }).map(({ code }) => code)).toEqual([
      'definition.expression_unknown_name',
    ]);
  });

  it('is followed when a column or a register is called otherwise, and told among what names it', () => {
    const parts = new Map<string, unknown>([
      ['forms/walks.json', form],
      ['indicators.json', { indicators: [] }],
    ]);
    const kind = { kind: 'column', owner: 'visits', code: 'kind' } as const;
    const renamed = renameCode(parts, kind, 'whom').get('forms/walks.json') as FormDefinition;
    expect(findFormIssues(renamed)).toEqual([]);
    expect(JSON.stringify(renamed)).toContain('takes_fees && row.whom ==');
    expect(usesOfCode(parts, kind).map(({ kind: use, label }) => `${use} ${label.en}`)).toEqual([
      'condition Name',
      'condition Fee',
    ]);
    const option = { kind: 'option', owner: 'visits.kind', code: 'other' } as const;
    const coded = renameCode(parts, option, 'others').get('forms/walks.json') as FormDefinition;
    expect(JSON.stringify(coded)).not.toContain('row.kind == \\"other\\"');
  });

  it('may come in mid-year, which spares some; to change or drop it would ask others', () => {
    const always = withColumn('name', {});
    const plain: FormDefinition = JSON.parse(
      JSON.stringify(always).replace(',"when":"row.kind == \\"other\\""', ''),
    ) as FormDefinition;
    expect(formRefusals([plain], [form], 'programme.json')).toEqual([]);
    expect(formRefusals([form], [plain], 'programme.json').map(({ code, path }) => [code, path])).toEqual([
      ['amendment.element_changed', '$.sections[0].blocks[1].register.columns[2].when'],
    ]);
  });
});
