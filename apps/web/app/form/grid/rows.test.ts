import type { DataElement, Dimension, FormSection, UnitTraits } from '@huibao/domain';
import { expect, it } from 'vitest';
import { partsOf } from './rows.ts';

const both = (text: string) => ({ zh: text, en: text });
const dimension = (code: string, ...options: readonly string[]): Dimension => ({
  code,
  label: both(code),
  options: options.map((option) => ({ code: option, label: both(option) })),
});
const handled: DataElement = {
  code: 'handled',
  label: both('handled'),
  type: 'integer',
  flow: 'flow',
  required: true,
  dimension: dimension('applicant', 'person', 'company'),
  crossedBy: [dimension('outcome', 'opened', 'refused')],
};
const section: FormSection = {
  code: 'requests',
  title: both('requests'),
  blocks: [{ kind: 'fields', title: both('requests'), elements: [handled] }],
};
const school: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };

it('of an element of several dimensions have its total and a line for each combination', () => {
  const [part] = partsOf(section, school);
  const rows = part?.kind === 'fields' ? part.rows : [];
  expect(rows.map((row) => (row.kind === 'field' ? [row.number, row.place.id] : [row.kind, row.id]))).toEqual([
    ['group', 'group-0'],
    ['head', 'handled'],
    ['1.1', 'handled[person.opened]'],
    ['1.2', 'handled[person.refused]'],
    ['1.3', 'handled[company.opened]'],
    ['1.4', 'handled[company.refused]'],
  ]);
});
