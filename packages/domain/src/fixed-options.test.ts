import { expect, it } from 'vitest';
import { cellId, type Cell } from './cell/cell.ts';
import { periodsOf } from './calendar/period.ts';
import { twoTerms } from './calendar/sample-calendar.ts';
import { cellsAsked } from './evaluation/cells-asked.ts';
import { evaluateForm } from './evaluation/evaluate-form.ts';
import { formRefusals } from './package/amend-forms.ts';
import type { DataElement, FormDefinition } from './form/definition.ts';
import { layOutGrid } from './form/grid-layout.ts';
import { findFormIssues } from './form/meaning.ts';
import { both, sampleForm, sampleNumber } from './form/sample-form.ts';
import { formDefinitionSchema } from './form/schema.ts';

// 规章 is 0 of a district's bureau, which makes none: the line stands in the table, and nobody types it.

const unit = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' } as const;
const issued = (fixed?: string, more: Partial<DataElement> = {}): DataElement =>
  sampleNumber('issued', {
    required: true,
    min: '0',
    dimension: {
      code: 'content',
      label: both('content'),
      options: [
        { code: 'regulation', label: both('regulation'), ...(fixed === undefined ? {} : { fixed }) },
        { code: 'document', label: both('document') },
      ],
    },
    ...more,
  });
const formOf = (...elements: readonly DataElement[]): FormDefinition =>
  sampleForm('open', [{ kind: 'grid', title: both('grid'), across: 'elements', elements }]);
const judge = (form: FormDefinition, ...cells: readonly Cell[]) => {
  const [period] = periodsOf(twoTerms, 2025);
  if (!period) throw new Error('two terms have a first');
  const before = { previous: null, lastYear: null, earlierThisYear: [] };
  return evaluateForm(form, {
    cells: new Map(cells.map((cell) => [cellId(cell), cell])),
    unit,
    period,
    year: 2025,
    ...before,
  });
};
const typed = (key: string, value: string): Cell => ({ code: 'issued', key, state: 'value', value });

it('stands there whatever a draft holds, is asked of nobody, and is told as worked out where it stands', () => {
  const form = formOf(issued('0'));
  expect(formDefinitionSchema.safeParse(form).error?.issues).toBeUndefined();
  expect(cellsAsked(form, unit)).toBe(1);
  const { cells, findings, totals } = judge(form, typed('regulation', '7'), typed('document', '2'));
  expect(cells.get('issued[regulation]')).toEqual(typed('regulation', '0'));
  expect(findings).toEqual([]);
  expect([totals.filled, totals.required]).toEqual([1, 1]);
  const [block] = form.sections[0]?.blocks ?? [];
  const lines = block?.kind === 'grid' ? layOutGrid(block, unit).lines : [];
  expect(lines.map(({ slots }) => slots.map(({ element }) => element.calculated))).toEqual([['0'], [undefined]]);
});

it('is read by calculations and rules as any other answer is', () => {
  const total: DataElement = { ...issued(), code: 'total', calculated: 'issued' };
  expect(judge(formOf(issued('3'), total), typed('document', '2')).cells.get('total[regulation]')?.value).toBe('3');
});

it.each([
  ['is no number', issued('none')],
  ['is below what may be answered', issued('-1')],
  ['stands where the cell is worked out anyway', issued('0', { calculated: '1' })],
])('is refused where it %s', (_what, element) => {
  expect(findFormIssues(formOf(element)).map(({ code, path }) => `${code} ${path.slice(4).join('.')}`)).toEqual([
    'definition.fixed_unfit elements.0.dimension.options.0.fixed',
  ]);
});

it('stays as it is within a year: nobody is asked anew, nor what they answered put aside', () => {
  const refused = (before: DataElement, after: DataElement) =>
    formRefusals([formOf(before)], [formOf(after)], 'programme.json').map(({ code }) => code);
  expect(refused(issued('0'), issued('0'))).toEqual([]);
  expect(refused(issued('0'), issued())).toEqual(['amendment.element_changed']);
  expect(refused(issued(), issued('0'))).toEqual(['amendment.element_changed']);
});
