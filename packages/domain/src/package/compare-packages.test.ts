import { describe, expect, it } from 'vitest';
import type { DataElement, FormDefinition, Register } from '../form/definition.ts';
import type { Programme } from '../programme/definition.ts';
import { comparePackages } from './compare-packages.ts';
import type { ProgrammePackage } from './package-files.ts';
import { samplePackage } from './sample-package.ts';

function changed(change: (programme: Programme) => Partial<Programme>): ProgrammePackage {
  return { ...samplePackage, programme: { ...samplePackage.programme, ...change(samplePackage.programme) } };
}

/** The sample with its first form's elements changed. */
function withElements(change: (elements: readonly DataElement[]) => readonly DataElement[]): ProgrammePackage {
  const inForm = (form: FormDefinition): FormDefinition => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: change(block.elements) } : block,
      ),
    })),
  });
  return changed(({ forms: [first, ...others] }) => ({ forms: [inForm(first!), ...others] }));
}

const element = (code: string, change: (element: DataElement) => DataElement): ProgrammePackage =>
  withElements((elements) => elements.map((one) => (one.code === code ? change(one) : one)));

const told = (offered: ProgrammePackage): readonly string[] =>
  comparePackages(samplePackage, offered).changes.map(({ kind, part, code }) => `${kind} ${part} ${code}`);
const refused = (offered: ProgrammePackage): readonly string[] =>
  comparePackages(samplePackage, offered).refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);

const settled = '$.sections[0].blocks[0].elements[1]';

describe('what a package would change', () => {
  it('is nothing where it is the published one', () => {
    expect(comparePackages(samplePackage, samplePackage)).toEqual({ changes: [], refusals: [] });
  });

  it.each<[string, ProgrammePackage, readonly string[]]>([
    [
      'a reworded element',
      element('received', (one) => ({ ...one, label: { zh: '收到', en: 'In' } })),
      ['changed element received'],
    ],
    [
      'a new element: its form has another outline',
      withElements((elements) => [...elements, { ...elements[0]!, code: 'added' }]),
      ['changed form schools', 'added element added'],
    ],
    [
      'an element that goes',
      withElements(([, ...others]) => others),
      ['changed form schools', 'removed element received'],
    ],
    [
      'a rule that goes',
      changed(({ forms }) => ({ forms: forms.map((form) => ({ ...form, rules: [] })) })),
      ['removed rule schools.settled_within'],
    ],
    [
      'an indicator that goes',
      changed(({ indicators }) => ({ indicators: indicators.slice(1) })),
      ['removed indicator received'],
    ],
    [
      'a section of the report',
      changed(({ template }) => ({
        template: { ...template, sections: [...template.sections, { ...template.sections[0]!, code: 'other' }] },
      })),
      ['added section other'],
    ],
    [
      'a form',
      changed(({ forms }) => ({ forms: forms.slice(0, 1) })),
      ['removed form sections', 'removed element meetings'],
    ],
    [
      'its dates',
      changed(({ calendar }) => ({ calendar: { ...calendar, reportDue: '02-01' } })),
      ['changed programme sample'],
    ],
    [
      'its balances',
      changed(({ template }) => ({ template: { ...template, balances: [] } })),
      ['removed balance within'],
    ],
    [
      'the order of its indicators',
      changed(({ indicators }) => ({ indicators: indicators.toReversed() })),
      ['changed order sample'],
    ],
    ['a word', { ...samplePackage, glossary: [] }, ['removed term case']],
  ])('%s', (_title, offered, changes) => {
    expect(told(offered)).toEqual(changes);
    expect(refused(offered)).toEqual([]);
  });

  it.each<[string, ProgrammePackage, string]>([
    [
      'its type',
      element('received', (one) => ({ ...one, type: 'decimal' })),
      'definition.meaning_changed forms/schools.json $.sections[0].blocks[0].elements[0].type',
    ],
    [
      'stock or flow',
      element('settled', (one) => ({ ...one, flow: 'stock' })),
      `definition.meaning_changed forms/schools.json ${settled}.flow`,
    ],
    [
      'its unit',
      element('received', (one) => ({ ...one, unit: { zh: '人次', en: 'attendances' } })),
      'definition.meaning_changed forms/schools.json $.sections[0].blocks[0].elements[0].unit',
    ],
    [
      'its breakdown',
      element('settled', ({ dimension: _dimension, ...one }) => one),
      `definition.meaning_changed forms/schools.json ${settled}.dimension`,
    ],
    [
      'an option that goes',
      element('settled', (one) => ({
        ...one,
        dimension: { ...one.dimension!, options: one.dimension!.options.slice(1) },
      })),
      `definition.option_removed forms/schools.json ${settled}.dimension`,
    ],
    [
      'what it is crossed by',
      element('settled', (one) => ({ ...one, crossedBy: [{ ...one.dimension!, code: 'other' }] })),
      `definition.meaning_changed forms/schools.json ${settled}.crossedBy`,
    ],
  ])('an element keeps its meaning: %s', (_title, offered, refusal) => {
    expect(refused(offered)).toEqual([refusal]);
  });

  it.each<[string, Partial<Register>, string]>([
    ['carried over or not', { carriesOver: false }, 'carriesOver'],
    ['that was an element', { code: 'received' }, 'code'],
  ])('a register keeps its meaning: %s', (_title, change, key) => {
    const inForm = (form: FormDefinition): FormDefinition => ({
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        blocks: section.blocks.flatMap((block) =>
          block.kind === 'register' ? [{ ...block, register: { ...block.register, ...change } }] : [],
        ),
      })),
    });
    const other = changed(({ forms: [first, ...others] }) => ({ forms: [inForm(first!), ...others] }));
    expect(refused(other)).toContain(
      `definition.meaning_changed forms/schools.json $.sections[0].blocks[0].register.${key}`,
    );
  });

  it('the categories of a sensitive register stay, too', () => {
    const other = changed(({ sensitiveRegisters }) => ({
      sensitiveRegisters: sensitiveRegisters.map((one) => ({
        ...one,
        categories: one.categories.map((category) => ({ ...category, code: 'other' })),
      })),
    }));
    expect(refused(other)).toEqual(['definition.option_removed registers.json $.sensitiveRegisters[0].categories']);
  });

  it('options of each of several dimensions are added, and none is taken away', () => {
    const mode = (...codes: readonly string[]): NonNullable<DataElement['crossedBy']> => [
      {
        code: 'mode',
        label: { zh: '方式', en: 'Mode' },
        options: codes.map((code) => ({ code, label: { zh: code, en: code } })),
      },
    ];
    const by = (...codes: readonly string[]): ProgrammePackage =>
      element('settled', (one) => ({ ...one, crossedBy: mode(...codes) }));
    const refusedAfter = (offered: ProgrammePackage): readonly string[] =>
      comparePackages(by('paper'), offered).refusals.map(({ code, path }) => `${code} ${path}`);
    expect(refusedAfter(by('paper', 'online'))).toEqual([]);
    expect(refusedAfter(by('online'))).toEqual([`definition.option_removed ${settled}.crossedBy`]);
    expect(refusedAfter(samplePackage)).toEqual([`definition.meaning_changed ${settled}.crossedBy`]);
  });

  it('options are added, and words are mended', () => {
    const option = { code: 'oral', label: { zh: '口头', en: 'Oral' } };
    const more = element('settled', (one) => ({
      ...one,
      unit: { zh: '', en: '' },
      dimension: { ...one.dimension!, options: [...one.dimension!.options, option] },
    }));
    expect(refused(more)).toEqual([]);
    expect(told(more)).toEqual(['changed element settled']);
  });
});
