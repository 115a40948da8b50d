import { describe, expect, it } from 'vitest';
import { misfits, noAdditions, readAdditions, writeAdditions, type Additions } from '../additions/index.ts';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { askableForms } from '../indicator/catalogue.ts';
import { usesOfCode, renameCode, partsOfPackage } from './index.ts';
import { comparePackages } from '../package/compare-packages.ts';
import type { ProgrammePackage } from '../package/package-files.ts';
import { readPackage } from '../package/read-package.ts';
import { samplePackage } from '../package/sample-package.ts';
import { writePackage } from '../package/write-package.ts';

const [schools, sections] = samplePackage.programme.forms as readonly [FormDefinition, FormDefinition];

const text = (zh: string) => ({ zh, en: zh });

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: text(code),
  type: 'integer',
  flow: 'flow',
  required: false,
  ...more,
});

/** The sections' form with more in it. */
function asking(elements: readonly DataElement[], rules: FormDefinition['rules'] = []): FormDefinition {
  return {
    ...sections,
    rules,
    sections: sections.sections.map((section) => ({
      ...section,
      blocks: [
        ...section.blocks,
        ...(elements.length > 0 ? [{ kind: 'fields' as const, title: text('更多'), elements }] : []),
      ],
    })),
  };
}

const packageOf = (...forms: readonly FormDefinition[]): ProgrammePackage => ({
  ...samplePackage,
  programme: { ...samplePackage.programme, forms },
});

const rule = (expression: string): FormDefinition['rules'] => [
  { code: 'across', severity: 'error', expression, message: text('across'), elements: ['meetings'] },
];

function refused(...forms: readonly FormDefinition[]): readonly string[] {
  const read = readPackage(writePackage(packageOf(...forms)));
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
}

const added = '$.sections[0].blocks[1].elements[0]';
const unit = text('件');

describe('names of other forms', () => {
  it('are known to rules and calculations, in this period and others, and make no sense of what nobody asks', () => {
    const calculated = element('per_meeting', { calculated: 'received / meetings' });
    expect(refused(schools, asking([calculated], rule('meetings <= received + previous("open")')))).toEqual([]);
    expect(refused(schools, asking([], rule('isAnswered("kind") && size(cases) >= 0')))).toEqual([]);
    expect(refused(schools, asking([], rule('meetings <= receivd')))).toEqual([
      'definition.expression_unknown_name forms/sections.json $.rules[0].expression',
    ]);
    expect(refused(schools, asking([], rule('meetings == kind')))).toEqual([
      'definition.expression_wrong_type forms/sections.json $.rules[0].expression',
    ]);
  });

  it('decide nobody’s being asked: a condition is of its own form', () => {
    expect(refused(schools, asking([element('visits', { when: 'received > 0' })]))).toEqual([
      `definition.expression_unknown_name forms/sections.json ${added}.when`,
    ]);
  });

  it('lead in no circle', () => {
    const back = {
      ...schools,
      sections: schools.sections.map((section) => ({
        ...section,
        blocks: [
          ...section.blocks,
          { kind: 'fields' as const, title: text('更多'), elements: [element('round', { calculated: 'about + 1' })] },
        ],
      })),
    };
    expect(refused(back, asking([element('about', { calculated: 'round + 1' })]))).toEqual([
      'definition.circular forms/schools.json $.sections[0].blocks[2].elements[0].calculated',
      `definition.circular forms/sections.json ${added}.calculated`,
    ]);
    // What was before can't.
    expect(refused(back, asking([element('about', { calculated: 'previous("round") + 1' })]))).toEqual([]);
    expect(refused(back, asking([element('about', { takenFrom: 'round' })]))).toEqual([
      'definition.circular forms/schools.json $.sections[0].blocks[2].elements[0].calculated',
      `definition.circular forms/sections.json ${added}.takenFrom`,
    ]);
  });
});

describe('an element taken from another form', () => {
  const takes = (more: Partial<DataElement>) => refused(schools, asking([element('shown', more)]));

  it('is the same question there', () => {
    expect(takes({ takenFrom: 'received', unit })).toEqual([]);
    expect(takes({ takenFrom: 'received' })).toEqual([
      `definition.source_unlike forms/sections.json ${added}.takenFrom`,
    ]);
    expect(takes({ takenFrom: 'settled' })).toEqual([
      `definition.source_unlike forms/sections.json ${added}.takenFrom`,
    ]);
    expect(takes({ takenFrom: 'nothing' })).toEqual([
      `definition.reference_unknown forms/sections.json ${added}.takenFrom`,
    ]);
    expect(takes({ takenFrom: 'cases' })).toEqual([
      `definition.reference_unknown forms/sections.json ${added}.takenFrom`,
    ]);
    expect(takes({ takenFrom: 'meetings' })).toEqual([
      `definition.source_in_own_form forms/sections.json ${added}.takenFrom`,
    ]);
    expect(takes({ takenFrom: 'received', unit, calculated: 'meetings' })).toEqual([
      `definition.taken_unfit forms/sections.json ${added}.takenFrom`,
    ]);
  });

  it('isn’t taken from what is asked no more', () => {
    const [section] = schools.sections;
    const [fields] = section?.blocks ?? [];
    if (!section || fields?.kind !== 'fields') throw new Error('the form has fields');
    const kept = fields.elements.filter(({ code }) => code !== 'at_risk');
    const retiring: FormDefinition = {
      ...schools,
      sections: [{ ...section, blocks: [{ ...fields, elements: kept }, ...section.blocks.slice(1)] }],
      retired: [{ ...fields, elements: fields.elements.filter(({ code }) => code === 'at_risk') }],
    };
    expect(refused(retiring, asking([element('shown', { takenFrom: 'at_risk', flow: 'stock' })]))).toEqual([
      `definition.source_retired forms/sections.json ${added}.takenFrom`,
    ]);
  });

  it('stays taken from there as long as its code is known', () => {
    const before = packageOf(schools, asking([element('shown', { takenFrom: 'received', unit })]));
    const after = packageOf(schools, asking([element('shown', { unit })]));
    for (const [was, is] of [
      [before, after],
      [after, before],
    ] as const)
      expect(comparePackages(was, is).refusals).toEqual([
        {
          code: 'definition.meaning_changed',
          file: 'forms/sections.json',
          path: `${added}.takenFrom`,
          params: { code: 'shown' },
        },
      ]);
  });

  it('is read by no indicator, nor is what is worked out from it', () => {
    const form = asking([
      element('shown', { takenFrom: 'received', unit }),
      element('twice', { calculated: 'shown * 2' }),
      element('meetings_twice', { calculated: 'meetings * 2' }),
    ]);
    expect(askableForms([form]).flatMap(({ elements }) => elements.map(({ code }) => code))).toEqual([
      'meetings',
      'meetings_twice',
    ]);
    const reading = packageOf(schools, form);
    const [first, ...rest] = reading.programme.indicators;
    if (!first) throw new Error('the sample has indicators');
    const indicators = [
      { ...first, operator: { op: 'total' as const, of: { element: 'twice', take: 'sum' as const } } },
      ...rest,
    ];
    const read = readPackage(writePackage({ ...reading, programme: { ...reading.programme, indicators } }));
    expect(read.ok ? [] : read.refusals).toMatchObject([
      { code: 'indicator.element_of_another_form', file: 'indicators.json', path: '$.indicators[0].operator.of' },
    ]);
  });
});

describe('what a level adds', () => {
  const additions = (form: FormDefinition): Additions => ({
    ...noAdditions,
    base: { programme: 'sample', year: 2026, hash: '0'.repeat(64) },
    forms: [form],
  });
  const own: FormDefinition = {
    ...sections,
    code: 'bureau_1_visits',
    sections: [
      {
        code: 'visits',
        title: text('走访'),
        blocks: [{ kind: 'fields', title: text('走访'), elements: [element('bureau_1_visits_made')] }],
      },
    ],
  };
  const reading = (expression: string): FormDefinition => ({
    ...own,
    rules: [
      { code: 'within', severity: 'error', expression, message: text('within'), elements: ['bureau_1_visits_made'] },
    ],
  });

  it('may name what is asked above it, and the base nothing of it', () => {
    const good = additions(reading('bureau_1_visits_made <= meetings'));
    expect(readAdditions(writeAdditions(good)).ok).toBe(true);
    expect(misfits(samplePackage, good, 'bureau')).toEqual([]);
    expect(misfits(samplePackage, additions(reading('bureau_1_visits_made <= nobody')), 'bureau')).toMatchObject([
      { code: 'definition.expression_unknown_name', file: 'forms/bureau_1_visits.json', path: '$.rules[0].expression' },
    ]);
    expect(refused(schools, asking([], rule('meetings <= bureau_1_visits_made')))).toHaveLength(1);
  });
});

describe('in a draft', () => {
  it('an element by another code is called so wherever other forms read it, and tells who does', () => {
    const parts = partsOfPackage(
      packageOf(schools, asking([element('shown', { takenFrom: 'received', unit })], rule('meetings <= received'))),
    );
    expect(
      usesOfCode(parts, { kind: 'asked', owner: '', code: 'received' })
        .filter(({ part }) => part === 'forms/sections.json')
        .map(({ kind }) => kind),
    ).toEqual(['taken', 'rule']);
    const renamed = renameCode(parts, { kind: 'asked', owner: '', code: 'received' }, 'arrived').get(
      'forms/sections.json',
    );
    expect(renamed).toEqual(asking([element('shown', { takenFrom: 'arrived', unit })], rule('meetings <= arrived')));
  });
});
