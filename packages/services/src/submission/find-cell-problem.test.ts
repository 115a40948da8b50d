import type { DataElement, FormDefinition, UnitTraits } from '@huibao/domain';
import { expect, it } from 'vitest';
import { findCellProblem, hasCell } from './find-cell-problem.ts';

const label = (zh: string) => ({ zh, en: zh });
const element = (code: string, more: Partial<DataElement>): DataElement => ({
  code,
  label: label(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});

const form: FormDefinition = {
  code: 'trial',
  number: label('表1'),
  title: label('试'),
  shortTitle: label('试'),
  instructions: label(''),
  appliesTo: {},
  rules: [],
  sections: [
    {
      code: 'all',
      title: label('全部'),
      blocks: [
        {
          kind: 'fields',
          title: label('数'),
          elements: [
            element('pupils', {}),
            element('members', { appliesTo: { ownership: 'public' } }),
            element('classes', {
              dimension: {
                code: 'part',
                label: label('部分'),
                options: [
                  { code: 'upper', label: label('高年级') },
                  { code: 'branch', label: label('分校'), appliesTo: { ownership: 'public' } },
                ],
              },
            }),
          ],
        },
      ],
    },
  ],
};
const unit: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'private', sectionCode: null };

const found = (code: string, key = ''): string | undefined =>
  findCellProblem(form, unit, { code, key, state: 'value', value: '5', version: 0 })?.error;

it('tells what a unit isn’t asked from what the form doesn’t have', () => {
  expect(found('pupils')).toBeUndefined();
  expect(found('classes', 'upper')).toBeUndefined();
  expect(found('members')).toBe('cell.not_for_unit');
  expect(found('classes', 'branch')).toBe('cell.not_for_unit');
  for (const [code, key] of [['teachers'], ['pupils', 'upper'], ['classes'], ['classes', 'lower']] as const)
    expect(found(code, key)).toBe('cell.unknown');
  expect(hasCell(form, unit, { code: 'members', key: '' })).toBe(false);
});
