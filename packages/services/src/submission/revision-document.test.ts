import { cellMap, evaluateForm, periodOf, type Cell, type FormDefinition, type Localized } from '@huibao/domain';
import { twoTerms } from '@huibao/domain/sample-calendar';
import { expect, it } from 'vitest';
import { factsOf, isZeroReport, textsOf } from './revision-document.ts';

const both = (text: string): Localized => ({ zh: text, en: text });
const asked = { flow: 'flow', required: true } as const;

const form: FormDefinition = {
  code: 'hearings',
  number: both('表1'),
  title: both('hearings'),
  shortTitle: both('hearings'),
  instructions: both('fill in'),
  appliesTo: { kinds: ['school'] },
  sections: [
    {
      code: 'main',
      title: both('main'),
      blocks: [
        {
          kind: 'fields',
          title: both('fields'),
          elements: [
            { ...asked, code: 'hearing', label: both('hearing'), type: 'boolean', flow: 'stock' },
            { ...asked, code: 'opinions', label: both('opinions'), type: 'integer', when: 'hearing' },
          ],
        },
        {
          kind: 'register',
          register: {
            code: 'held',
            label: both('held'),
            required: true,
            carriesOver: false,
            when: 'hearing',
            columns: [{ ...asked, code: 'name', label: both('name'), type: 'text' }],
          },
        },
      ],
    },
  ],
  rules: [],
};

const ids = new Map([
  ['hearing', 1],
  ['opinions', 2],
  ['held', 3],
  ['held.name', 4],
]);

it('what a condition spares is no fact but that it isn’t applicable, whatever the draft holds', () => {
  const typed: readonly Cell[] = [
    { code: 'hearing', key: '', state: 'value', value: 'false' },
    { code: 'opinions', key: '', state: 'value', value: '7' },
    { code: 'held.name', key: 'r1', state: 'value', value: '听证会' },
  ];
  const { cells, findings } = evaluateForm(form, {
    cells: cellMap(typed),
    unit: { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null },
    period: periodOf(twoTerms, 2025, 1),
    year: 2025,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  });
  expect(findings).toEqual([]);
  expect(factsOf(form, cells, ids)).toEqual([
    { element: 3, key: '', isApplicable: false, num: null, code: null },
    { element: 1, key: '', isApplicable: true, num: '0', code: null },
    { element: 2, key: '', isApplicable: false, num: null, code: null },
  ]);
  expect(textsOf(form, cells, ids)).toEqual([]);
  expect(isZeroReport(form, cells)).toBe(false);
});
