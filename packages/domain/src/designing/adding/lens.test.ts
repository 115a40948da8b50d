import { describe, expect, it } from 'vitest';
import { noAdditions, readAdditions, templateWith, type Additions } from '../../additions/index.ts';
import type { FormDefinition } from '../../form/definition.ts';
import type { IndicatorDefinition } from '../../indicator/definition.ts';
import { samplePackage } from '../../package/sample-package.ts';
import type { ReportTemplate, TemplateSection } from '../../report/definition.ts';
import { filesOfParts, partsOfAdditions, partsOfPackage, type DraftParts } from '../draft-parts.ts';
import { newElement } from '../codes-of-draft.ts';
import { addForm } from '../forms-of-draft.ts';
import { canDeclare, declareNamed, namedIn } from '../named-in.ts';
import { changeAt, insertAt, readPlace } from '../place-in-part.ts';
import { listPrintableTables, putTables } from '../table-of-grids.ts';
import { ownName } from './draft-base.ts';
import { placeInWhole } from './place-in-whole.ts';
import { inheritedIn, isUnmarked, wantedCode } from './inherited.ts';
import { lensOver } from './whole-of-draft.ts';

const { programme } = samplePackage;
const [work] = programme.template.sections;
const [form] = programme.forms;
const [received] = programme.indicators;
if (!work || !form || !received) throw new Error('the sample has one of each');

const free = (code: string): TemplateSection => ({
  ...work,
  code,
  level: 2,
  movable: true,
  content: { ...work.content, content: [] },
});
const base = {
  level: 'bureau' as const,
  parts: partsOfPackage({
    ...samplePackage,
    programme: { ...programme, template: { ...programme.template, sections: [work, free('a'), free('b')] } },
  }),
};
const lens = lensOver(base);
const nothing: Additions = { base: { programme: 'sample', year: 2026, hash: '0'.repeat(64) }, ...noAdditions };
const empty = partsOfAdditions(nothing);

const both = { zh: '本级', en: 'own' };
const ownForm: FormDefinition = {
  ...form,
  code: 'bureau_1_form',
  sections: [
    {
      code: 'section',
      title: both,
      blocks: [{ kind: 'fields', title: both, elements: [newElement('bureau_1_item', both)] }],
    },
  ],
  rules: [],
};
const sizes = {
  code: 'size',
  label: both,
  options: ['small', 'large'].map((code) => ({ code, label: both })),
};
const ownIndicator: IndicatorDefinition = { ...received, code: 'bureau_1_indicator' };
const templateIn = (whole: DraftParts): ReportTemplate => whole.get('template.json') as ReportTemplate;

/** The additions after an edit of the whole. */
function edited(own: DraftParts, change: (whole: DraftParts) => DraftParts): DraftParts {
  return new Map([...own, ...lens.take(own, change(lens.show(own)))]);
}

const withTemplate = (own: DraftParts, change: (template: ReportTemplate) => ReportTemplate): DraftParts =>
  edited(own, (whole) => new Map([['template.json', change(templateIn(whole))]]));

const sectionsOf = (own: DraftParts) => templateIn(lens.show(own)).sections.map(({ code }) => code);

describe('additions worked on as the programme that they make', () => {
  const full = [
    (own: DraftParts) => edited(own, (whole) => addForm(whole, ownForm)),
    (own: DraftParts) =>
      edited(own, (whole) => {
        const part = whole.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
        return new Map([['indicators.json', insertAt(part, ['indicators'], 1, ownIndicator)]]);
      }),
    (own: DraftParts) =>
      withTemplate(own, (template) =>
        insertAt(template, ['sections'], 2, { ...free('bureau_1_section'), movable: undefined }),
      ),
  ].reduce((own, step) => step(own), empty);

  it('shows the base with them, and takes nothing where nothing was done', () => {
    const whole = lens.show(empty);
    expect([...whole.keys()].toSorted()).toEqual([...base.parts.keys()].toSorted());
    expect([inheritedIn(whole)?.level, inheritedIn(base.parts)]).toEqual(['bureau', null]);
    expect(['bureau_1_x', 'x'].map((code) => isUnmarked(whole, 'form', code))).toEqual([false, true]);
    expect([wantedCode(whole, 'form'), wantedCode(base.parts, 'form')]).toEqual(['bureau_1_form', 'form']);
    for (const own of [empty, full]) expect([...lens.take(own, lens.show(own))]).toEqual([]);
  });

  it('takes what is made among the base’s pieces, each in its place', () => {
    expect((full.get('additions.json') as { forms: unknown }).forms).toEqual(['bureau_1_form']);
    expect(full.get('forms/bureau_1_form.json')).toBe(ownForm);
    expect(full.get('indicators.json')).toEqual({ indicators: [ownIndicator] });
    expect(full.get('report.json')).toMatchObject({
      sections: [{ after: 'a', section: { code: 'bureau_1_section' } }],
    });
    expect(sectionsOf(full)).toEqual(['work', 'a', 'bureau_1_section', 'b']);
    const read = readAdditions(filesOfParts(full));
    expect(read.ok ? read.additions.sections.length : read.refusals).toBe(1);
  });

  it('names whom its forms ask by codes of its own, beside those of the base', () => {
    const named = declareNamed(lens.show(empty), 'section', { zh: '体育股', en: 'Sports' }, '');
    const own = edited(empty, () => named.parts);
    expect(named.code).toBe('bureau_1_section_2');
    expect(own.get('additions.json')).toMatchObject({ sections: [{ code: named.code, label: { zh: '体育股' } }] });
    expect(namedIn(lens.show(own), 'section')).toEqual([
      ...namedIn(lens.show(empty), 'section'),
      { code: named.code, label: { zh: '体育股', en: 'Sports' } },
    ]);
    const without = edited(own, (whole) => {
      const head = whole.get('programme.json') as { readonly sections: readonly unknown[] };
      return new Map([['programme.json', { ...head, sections: head.sections.slice(0, -1) }]]);
    });
    expect(without.get('additions.json')).toEqual(empty.get('additions.json'));
    // Confidential registers are asked for from above.
    const kinds = ['section', 'unitGroup', 'sensitiveRegister'] as const;
    expect(kinds.map((kind) => canDeclare(lens.show(empty), kind))).toEqual([true, true, false]);
  });

  it('prints tables in sections of its own, by indicators that say whose they are', () => {
    const element = { ...newElement('bureau_1_checked', both), dimension: sizes };
    const table = { kind: 'grid', title: both, across: 'options', elements: [element] } as const;
    const withForm = edited(full, (whole) =>
      addForm(whole, {
        ...ownForm,
        code: 'bureau_1_tables',
        sections: [{ code: 'tables', title: both, blocks: [table] }],
      }),
    );
    const whole = lens.show(withForm);
    const [printable] = listPrintableTables(whole).filter(({ form: { code } }) => code === 'bureau_1_tables');
    if (!printable) throw new Error('the own form has a table');
    const put = putTables(whole, printable, { list: 'sections', index: 2, after: null }, () => 'id');
    const own = new Map([...withForm, ...lens.take(withForm, put.parts)]);
    expect(own.get('additions.json')).toMatchObject({ indicatorGroups: [{ code: 'bureau_1_tables' }] });
    const { indicators } = own.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
    expect(indicators.map(({ code }) => code)).toEqual([
      'bureau_1_indicator',
      'bureau_1_checked_small',
      'bureau_1_checked_large',
    ]);
    expect(own.get('report.json')).toMatchObject({
      sections: [{ section: { code: 'bureau_1_section', content: { content: [{ type: 'table' }] } } }],
    });
  });

  it('takes own words for a paragraph, and lets them go where they say what it says', () => {
    const at = ['sections', 0, 'content', 'content', 0, 'content'];
    const said = [{ type: 'text', text: '本区全年' }];
    const worded = withTemplate(full, (template) => changeAt(template, at, () => said));
    expect(worded.get('report.json')).toMatchObject({ wordings: [{ section: 'work', block: 'p1', words: said }] });
    const over = work.content.content[0];
    const back = withTemplate(worded, (template) =>
      changeAt(template, at, () => (over && 'content' in over ? over.content : [])),
    );
    expect(back.get('report.json')).toEqual(full.get('report.json'));
  });

  it('takes a city’s words for the text that it writes itself, and leaves those for the other as they are', () => {
    const overview = [{ ...work, heading: '综述' }];
    const city = {
      level: 'city' as const,
      parts: partsOfPackage({
        ...samplePackage,
        programme: { ...programme, template: { ...programme.template, overview } },
      }),
    };
    const [said, other] = [[{ type: 'text', text: '全市' }], [{ type: 'text', text: '本区' }]];
    const over = work.content.content[0]?.type === 'paragraph' ? work.content.content[0].content : [];
    const ofOthers = { in: 'sections', section: 'work', block: 'p1', over, words: other };
    const own = new Map([...empty, ['report.json', { sections: [], wordings: [ofOthers], balances: [] }]]);
    const whole = lensOver(city).show(own);
    expect(templateIn(whole).sections.map(({ heading }) => heading)).toEqual(['综述']);
    const at = ['sections', 0, 'content', 'content', 0, 'content'];
    const changed = new Map([['template.json', changeAt(templateIn(whole), at, () => said)]]);
    expect(lensOver(city).take(own, changed).get('report.json')).toMatchObject({
      wordings: [ofOthers, { in: 'overview', section: 'work', block: 'p1', words: said }],
    });
  });

  it('keeps of a city’s section in which report it stands, and puts it there alone', () => {
    const overview = [{ ...work, heading: '综述' }];
    const template = { ...programme.template, overview };
    const parts = partsOfPackage({ ...samplePackage, programme: { ...programme, template } });
    const city = lensOver({ level: 'city', parts });
    const { movable: _movable, ...section } = free('city_1_office');
    const sections = [{ after: 'work', in: 'overview' as const, section }];
    const own = new Map([...empty, ['report.json', { sections, balances: [] }]]);
    const at = ['sections', 1, 'heading'];
    const changed = new Map([['template.json', changeAt(templateIn(city.show(own)), at, () => '市局机关')]]);
    expect(city.take(own, changed).get('report.json')).toEqual({
      sections: [{ after: 'work', in: 'overview', section: { ...section, heading: '市局机关' } }],
      balances: [],
    });
    const codesOf = (made: ReportTemplate) =>
      [made.sections, made.overview ?? []].map((all) => all.map(({ code }) => code));
    const nothingElse = { wordings: [], order: [] };
    expect(codesOf(templateWith(template, { sections, ...nothingElse }, []))).toEqual([
      programme.template.sections.map(({ code }) => code),
      ['work', 'city_1_office'],
    ]);
    const both = [{ after: 'work', section }];
    for (const codes of codesOf(templateWith(template, { sections: both, ...nothingElse }, [])))
      expect(codes).toContain('city_1_office');
  });

  it('takes an order of the free sections, with its own behind what they stand behind', () => {
    const turned = withTemplate(full, (template) => {
      const [first, a, own, b] = template.sections;
      if (!first || !a || !own || !b) throw new Error('four sections');
      return { ...template, sections: [first, b, a, own] };
    });
    expect(turned.get('report.json')).toMatchObject({ order: ['b', 'a'], sections: [{ after: 'a' }] });
    expect(sectionsOf(turned)).toEqual(['work', 'b', 'a', 'bureau_1_section']);
  });

  it('takes nothing from the base, whatever is done to it', () => {
    const changes: readonly ((whole: DraftParts) => DraftParts)[] = [
      () => new Map([['forms/schools.json', { ...form, sections: [] }]]),
      () => new Map([['forms/schools.json', null]]),
      (whole) =>
        new Map([
          ['programme.json', { ...(whole.get('programme.json') as object), forms: ['bureau_1_form'], code: 'x' }],
        ]),
      () => new Map([['registers.json', { sensitiveRegisters: [] }]]),
      () => new Map([['indicators.json', { indicators: [{ ...received, decimals: 3 }, ownIndicator] }]]),
      (whole) => new Map([['template.json', { ...templateIn(whole), title: ['x'], balances: [] }]]),
      (whole) => new Map([['template.json', changeAt(templateIn(whole), ['sections', 0, 'heading'], () => 'x')]]),
      () => new Map([['glossary.json', { terms: [] }]]),
    ];
    for (const change of changes) expect([...lens.take(full, change(lens.show(full)))]).toEqual([]);
  });

  it('shares what an edit left alone, so that it isn’t drawn anew', () => {
    const before = lens.show(full);
    const after = lens.show(edited(full, () => new Map([['forms/bureau_1_form.json', { ...ownForm, title: both }]])));
    for (const [name, part] of before) if (name !== 'forms/bureau_1_form.json') expect(after.get(name)).toBe(part);
  });

  it('finds in the whole what is told by its place in the additions', () => {
    const whole = lens.show(full);
    const at = (part: string, path: string) => placeInWhole(base, full, whole, { part, path: readPlace(path) });
    expect(at('indicators.json', '$.indicators[0].label')).toEqual({
      part: 'indicators.json',
      path: ['indicators', programme.indicators.length, 'label'],
    });
    expect(at('report.json', '$.sections[0].section.content.content[0]')).toEqual({
      part: 'template.json',
      path: ['sections', 2, 'content', 'content', 0],
    });
    expect(at('forms/bureau_1_form.json', '$.title').part).toBe('forms/bureau_1_form.json');
    expect([ownName('template.json', full), ownName('forms/schools.json', full)]).toEqual(['report.json', null]);
  });
});
