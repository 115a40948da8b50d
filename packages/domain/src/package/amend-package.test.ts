import { describe, expect, it } from 'vitest';
import {
  holdsElements,
  type DataElement,
  type FormDefinition,
  type Register,
  type ValidationRule,
} from '../form/definition.ts';
import { placedElements, placedRegisters } from '../form/placed-parts.ts';
import type { Programme } from '../programme/definition.ts';
import { amendmentRefusals } from './amend-package.ts';
import { comparePackages } from './compare-packages.ts';
import type { ProgrammePackage } from './package-files.ts';
import { readPackage } from './read-package.ts';
import { samplePackage } from './sample-package.ts';
import { writePackage } from './write-package.ts';

function changed(
  change: (programme: Programme) => Partial<Programme>,
  from: ProgrammePackage = samplePackage,
): ProgrammePackage {
  return { ...from, programme: { ...from.programme, ...change(from.programme) } };
}

const form = (change: (form: FormDefinition) => Partial<FormDefinition>, from?: ProgrammePackage): ProgrammePackage =>
  changed(({ forms: [first, ...others] }) => ({ forms: [{ ...first!, ...change(first!) }, ...others] }), from);

function inBlocks(
  asked: FormDefinition,
  elements: (elements: readonly DataElement[]) => readonly DataElement[],
  register: (register: Register) => Register = (one) => one,
): FormDefinition['sections'] {
  return asked.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      holdsElements(block)
        ? { ...block, elements: elements(block.elements) }
        : { ...block, register: register(block.register) },
    ),
  }));
}

const element = (code: string, change: Partial<DataElement>): ProgrammePackage =>
  form((one) => ({
    sections: inBlocks(one, (elements) =>
      elements.map((asked) => (asked.code === code ? { ...asked, ...change } : asked)),
    ),
  }));

const rule = (change: Partial<ValidationRule>): ProgrammePackage =>
  form(({ rules }) => ({ rules: rules.map((one) => ({ ...one, ...change })) }));

/** `kind` is asked no more, and stays known. */
const retiring = (from?: ProgrammePackage): ProgrammePackage =>
  form((one) => {
    const { item: kind } = placedElements(one).find(({ item }) => item.code === 'kind')!;
    return {
      sections: inBlocks(one, (elements) => elements.filter(({ code }) => code !== 'kind')),
      retired: [{ kind: 'fields', title: one.title, elements: [kind] }],
    };
  }, from);

const refused = (offered: ProgrammePackage, from: ProgrammePackage = samplePackage): readonly string[] =>
  amendmentRefusals(from, offered).map(({ code, file, path }) => `${code.replace('amendment.', '')} ${file} ${path}`);

const first = '$.sections[0].blocks[0].elements';

describe('an amendment of a year that has begun', () => {
  it.each<[string, ProgrammePackage]>([
    ['nothing', samplePackage],
    ['a condition, which spares some', element('kind', { when: 'received > 0' })],
    ['other words', element('received', { label: { zh: '收到', en: 'In' }, hint: { zh: '件数', en: 'Cases' } })],
    [
      'an element',
      form((one) => ({
        sections: inBlocks(one, (elements) => [...elements, { ...elements[0]!, code: 'added' }]),
      })),
    ],
    [
      'an option',
      element('kind', {
        options: [
          { code: 'a', label: { zh: '甲', en: 'A' } },
          { code: 'b', label: { zh: '乙', en: 'B' } },
        ],
      }),
    ],
    ['what is retired', retiring()],
    [
      'a column retired',
      form((one) => ({
        sections: inBlocks(
          one,
          (elements) => elements,
          (register) => ({ ...register, columns: register.columns.filter(({ code }) => code !== 'on') }),
        ),
        retired: placedRegisters(one).map(({ item }) => ({
          kind: 'register' as const,
          register: { ...item, columns: item.columns.filter(({ code }) => code === 'on') },
        })),
      })),
    ],
    [
      'a form retired whole',
      form((one) => ({
        sections: [],
        rules: [],
        retired: one.sections.flatMap((section) => section.blocks),
      })),
    ],
    ['fewer demands', element('received', { required: false })],
    ['a wider limit', element('received', { min: '-5' })],
    ['a narrower set of units for an element', element('received', { appliesTo: { ownership: 'public' } })],
    ['more units for a form', form(() => ({ appliesTo: { kinds: ['school'] } }))],
    ['a rule no more', form(() => ({ rules: [] }))],
    ['a rule that only warns', rule({ severity: 'warning' })],
    ['another error rule', form(({ rules }) => ({ rules: [...rules, { ...rules[0]!, code: 'other' }] }))],
    [
      'a later day',
      changed(({ calendar }) => ({ calendar: { ...calendar, reportDue: '+1 03-15', publishDue: '+1 04-15' } })),
    ],
  ])('takes %s', (_title, offered) => {
    expect(refused(offered)).toEqual([]);
    expect(comparePackages(samplePackage, offered).refusals).toEqual([]);
    // It can be published, and comes back as it was written.
    const read = readPackage(writePackage(offered));
    expect(read).toEqual({ ok: true, package: offered });
  });

  it.each<[string, ProgrammePackage, string]>([
    [
      'an element that goes',
      form((one) => ({ sections: inBlocks(one, ([, ...others]) => others) })),
      'element_removed forms/schools.json $.sections',
    ],
    [
      'a column that goes',
      form((one) => ({
        sections: inBlocks(
          one,
          (elements) => elements,
          (register) => ({ ...register, columns: register.columns.slice(0, 1) }),
        ),
      })),
      'element_removed forms/schools.json $.sections',
    ],
    ['a form that goes', changed(({ forms }) => ({ forms: forms.slice(0, 1) })), 'form_removed programme.json $.forms'],
    [
      'fewer units for a form',
      form(() => ({ appliesTo: { kinds: ['school'], schoolTypes: ['211'] } })),
      'form_narrowed forms/schools.json $.appliesTo',
    ],
    [
      'an answer demanded',
      element('open', { required: true }),
      `element_tightened forms/schools.json ${first}[2].required`,
    ],
    ['a narrower limit', element('received', { min: '1' }), `element_tightened forms/schools.json ${first}[0].min`],
    ['a limit', element('received', { max: '9' }), `element_tightened forms/schools.json ${first}[0].max`],
    [
      'another calculation',
      element('open', { calculated: 'received' }),
      `element_changed forms/schools.json ${first}[2].calculated`,
    ],
    [
      'a rule that says something else',
      rule({ expression: 'true' }),
      'rule_changed forms/schools.json $.rules[0].expression',
    ],
    [
      'a rule that judges what is missing',
      rule({ missing: 'never_skip' }),
      'rule_changed forms/schools.json $.rules[0].expression',
    ],
    [
      'an indicator that goes',
      changed(({ indicators }) => ({ indicators: indicators.slice(1) })),
      'indicator_removed indicators.json $.indicators',
    ],
    [
      'an indicator of another operator',
      changed(({ indicators }) => ({
        indicators: indicators.map((one) =>
          one.code === 'received' ? { ...one, operator: { op: 'max', of: { element: 'received', take: 'sum' } } } : one,
        ),
      })),
      'indicator_changed indicators.json $.indicators[0]',
    ],
    [
      'a register that goes',
      changed(() => ({ sensitiveRegisters: [] })),
      'register_removed registers.json $.sensitiveRegisters',
    ],
    [
      'other periods',
      changed(({ calendar }) => ({
        calendar: { ...calendar, periods: calendar.periods.map((period) => ({ ...period, starts: '03-01' })) },
      })),
      'periods_changed programme.json $.calendar.periods',
    ],
    [
      'an earlier day',
      changed(({ calendar }) => ({ calendar: { ...calendar, reportDue: '+1 02-01' } })),
      'day_earlier programme.json $.calendar.reportDue',
    ],
    [
      'another chain',
      changed(({ chain }) => ({ chain: [{ ...chain[0]!, code: 'check', issues: false }, ...chain] })),
      'chain_changed programme.json $.chain',
    ],
  ])('refuses %s, by its place', (_title, offered, refusal) => {
    expect(refused(offered)).toEqual([refusal]);
  });

  it('spares nobody less, nor others', () => {
    const spared = element('kind', { when: 'received > 0' });
    const path = `element_changed forms/schools.json ${first}[4].when`;
    expect(refused(samplePackage, spared)).toEqual([path]);
    expect(refused(element('kind', { when: 'received > 9' }), spared)).toEqual([path]);
    expect(refused(spared, spared)).toEqual([]);
  });

  it('refuses that a warning becomes an error, and takes it back', () => {
    const warning = rule({ severity: 'warning' });
    expect(refused(samplePackage, warning)).toEqual(['rule_tightened forms/schools.json $.rules[0].severity']);
    expect(refused(warning, samplePackage)).toEqual([]);
  });

  it('lets a tolerance grow, and neither shrink nor go', () => {
    const [none, some, more] = [rule({}), rule({ tolerance: '0.5' }), rule({ tolerance: '0.50001' })];
    const narrowed = ['tolerance_narrowed forms/schools.json $.rules[0].tolerance'];
    expect([refused(some, none), refused(more, some), refused(none, rule({ tolerance: '0' }))]).toEqual([[], [], []]);
    expect([refused(some, more), refused(none, some)]).toEqual([narrowed, narrowed]);
    expect(refused(rule({ tolerance: '0' }), none)).toEqual([]);
  });

  it('knows what was retired: it may come back as it was, and isn’t forgotten', () => {
    const retired = retiring();
    expect(refused(samplePackage, retired)).toEqual([]);
    const forgotten = form(({ retired: _, ...one }) => one, retired);
    expect(
      refused(
        {
          ...forgotten,
          programme: { ...forgotten.programme, forms: forgotten.programme.forms.map(({ retired: _, ...one }) => one) },
        },
        retired,
      ),
    ).toEqual(['element_removed forms/schools.json $.sections']);
    expect(comparePackages(samplePackage, retired).changes).toContainEqual(
      expect.objectContaining({ kind: 'retired', part: 'element', code: 'kind' }),
    );
  });

  it('is told as it reads: a form that asks nothing any more stops, and what is called otherwise says what it was', () => {
    const { programme } = samplePackage;
    const [schools, ...others] = programme.forms as readonly [FormDefinition, ...FormDefinition[]];
    const stopped = { ...schools, sections: [], rules: [], retired: schools.sections.flatMap(({ blocks }) => blocks) };
    const title = { zh: '学校基本情况', en: schools.title.en };
    const told = (...forms: readonly FormDefinition[]) =>
      comparePackages(samplePackage, { ...samplePackage, programme: { ...programme, forms } }).changes.filter(
        ({ part }) => part === 'form',
      );
    const { code } = schools;
    expect(told(stopped, ...others)).toEqual([{ part: 'form', kind: 'retired', code, label: schools.title }]);
    expect(told({ ...schools, title }, ...others)).toEqual([
      { part: 'form', kind: 'changed', code, label: title, was: schools.title },
    ]);
  });

  it('takes no form that asks nothing and never did', () => {
    const files = new Map(writePackage(samplePackage));
    const written = JSON.parse(files.get('forms/schools.json') ?? '') as object;
    files.set('forms/schools.json', JSON.stringify({ ...written, sections: [], rules: [] }));
    const read = readPackage(files);
    expect(read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`)).toEqual([
      'package.too_little forms/schools.json $.sections',
    ]);
  });

  it('doesn’t take a retired code for something else, nor twice', () => {
    const reused = form((one) => {
      const { item: kind } = placedElements(one).find(({ item }) => item.code === 'kind')!;
      return { retired: [{ kind: 'fields', title: one.title, elements: [kind] }] };
    });
    const read = readPackage(writePackage(reused));
    expect(read.ok ? [] : read.refusals.map(({ code, path }) => `${code} ${path}`)).toContain(
      'definition.code_twice $.retired[0].elements[0].code',
    );
  });
});
