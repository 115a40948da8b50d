import { describe, expect, it } from 'vitest';
import { cellMap, type Cell } from '../cell/cell.ts';
import { periodOf } from '../calendar/period.ts';
import { twoTerms } from '../calendar/sample-calendar.ts';
import type { DataElement, FormDefinition, ValidationRule } from '../form/definition.ts';
import { evaluateForm } from './evaluate-form.ts';
import type { OtherForm } from './evaluation.ts';

const text = (zh: string) => ({ zh, en: zh });

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: text(code),
  type: 'integer',
  flow: 'flow',
  required: false,
  ...more,
});

const grades = {
  code: 'grade',
  label: text('grade'),
  options: [
    { code: 'one', label: text('one') },
    { code: 'two', label: text('two') },
  ],
};

function formOf(code: string, elements: readonly DataElement[], rules: readonly ValidationRule[] = []): FormDefinition {
  return {
    code,
    number: text(code),
    title: text(code),
    shortTitle: text(code),
    instructions: text(code),
    appliesTo: {},
    sections: [
      { code: 'all', title: text('all'), blocks: [{ kind: 'fields', title: text('all'), elements: [...elements] }] },
    ],
    rules: [...rules],
  };
}

const rule = (code: string, expression: string, more: Partial<ValidationRule> = {}): ValidationRule => ({
  code,
  severity: 'error',
  expression,
  message: text(code),
  elements: ['boarders'],
  ...more,
});

const pupils = formOf('pupils', [element('pupils', { flow: 'stock', dimension: grades })]);

const boarding = formOf(
  'boarding',
  [
    element('boarders', { flow: 'stock', dimension: grades }),
    element('all_pupils', { flow: 'stock', dimension: grades, takenFrom: 'pupils' }),
    element('day_pupils', { flow: 'stock', calculated: 'all_pupils - boarders' }),
  ],
  [
    rule('within', 'boarders <= pupils', { perOption: true }),
    rule('grown', 'pupils >= previous("pupils")'),
    rule('counted', 'pupils > 0', { missing: 'never_skip' }),
  ],
);

const cells = (code: string, one: string, two: string): readonly Cell[] => [
  { code, key: 'one', state: 'value', value: one },
  { code, key: 'two', state: 'value', value: two },
];

function judge(other: Partial<OtherForm>) {
  const { cells: judged, findings } = evaluateForm(boarding, {
    cells: cellMap([...cells('boarders', '5', '9'), ...cells('all_pupils', '999', '999')]),
    unit: { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null },
    period: periodOf(twoTerms, 2025, 1),
    year: 2025,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
    others: [{ form: pupils, cells: null, previous: null, lastYear: null, earlierThisYear: [], ...other }],
  });
  const valueAt = (id: string) => judged.get(id)?.value;
  return { found: findings.map((one) => `${one.rule} ${one.cells.join()}`), valueAt };
}

describe('a form that reads another', () => {
  it('sees what stands of it, option by option, and its terms before', () => {
    const { found, valueAt } = judge({
      cells: cellMap(cells('pupils', '10', '8')),
      previous: cellMap(cells('pupils', '10', '9')),
    });
    expect(found).toEqual(['within boarders[two]', 'grown boarders[one],boarders[two]']);
    expect([valueAt('all_pupils[one]'), valueAt('all_pupils[two]'), valueAt('day_pupils')]).toEqual(['10', '8', '4']);
  });

  it('finds missing what that asks no more', () => {
    const [section] = pupils.sections;
    const retired = section?.blocks ?? [];
    const asked = formOf('pupils', [element('staff')]);
    expect(judge({ form: { ...asked, retired }, cells: cellMap([]) }).found).toEqual([
      'counted boarders[one],boarders[two]',
    ]);
  });

  it('has a missing operand where nothing stands, and does with it what its rules say', () => {
    const { found, valueAt } = judge({});
    expect(found).toEqual(['counted boarders[one],boarders[two]']);
    // Whatever a draft holds in a taken cell is nobody's answer.
    expect([valueAt('all_pupils[one]'), valueAt('day_pupils')]).toEqual(['', '']);
  });
});
