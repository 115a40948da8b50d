import { describe, expect, it } from 'vitest';
import type { DataElement, FormDefinition } from '../../form/definition.ts';
import type { ProgrammePackage } from '../../package/package-files.ts';
import { samplePackage } from '../../package/sample-package.ts';
import type { SectionContent } from '../../report/definition.ts';
import { adviseOn } from './advise-on.ts';

const year = 2024;
const asMade = new Set(['新填报项', '新章节']);
const [schools, sections] = samplePackage.programme.forms as readonly [FormDefinition, FormDefinition];

function withForm(change: (form: FormDefinition) => FormDefinition): ProgrammePackage {
  return { ...samplePackage, programme: { ...samplePackage.programme, forms: [change(schools), sections] } };
}

/** The sample with one of its elements, or one more, saying something else. */
function withElement(code: string, details: Partial<DataElement>): ProgrammePackage {
  return withForm((form) => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields'
          ? {
              ...block,
              elements: block.elements.some((element) => element.code === code)
                ? block.elements.map((element) => (element.code === code ? { ...element, ...details } : element))
                : [...block.elements, { ...schoolsElement, code, ...details }],
            }
          : block,
      ),
    })),
  }));
}
const schoolsElement: DataElement = {
  code: '',
  label: { zh: '另一项', en: 'Another' },
  type: 'integer',
  flow: 'flow',
  required: true,
};

const withRule = (expression: string): ProgrammePackage =>
  withForm((form) => ({
    ...form,
    rules: [{ code: 'one', severity: 'error', expression, message: { zh: '一', en: 'One' }, elements: ['received'] }],
  }));

const withProse = (content: SectionContent['content']): ProgrammePackage => ({
  ...samplePackage,
  programme: {
    ...samplePackage.programme,
    template: {
      ...samplePackage.programme.template,
      sections: samplePackage.programme.template.sections.map((section) => ({
        ...section,
        content: { ...section.content, content },
      })),
    },
  },
});

const told = (offered: ProgrammePackage, before: ProgrammePackage | null = null): readonly string[] =>
  adviseOn(offered, { year, before, asMade }).map(({ kind, file, path }) => `${kind} ${file} ${path}`);
const first = '$.sections[0].blocks[0].elements';
const saying = (text: string) =>
  withProse([{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text }] }]);
const share = {
  type: 'figure',
  attrs: { id: 's', indicator: 'settled_share', unit: null, format: { style: 'percent', decimals: 1 } },
} as const;
const base = {
  type: 'figure',
  attrs: { id: 'b', indicator: 'received', unit: null, format: { style: 'exact' } },
} as const;
const heard = {
  type: 'figure',
  attrs: { id: 'h', indicator: 'heard', unit: null, format: { style: 'exact' } },
} as const;

describe('a programme that may be published is told', () => {
  it.each<[string, ProgrammePackage, string]>([
    [
      'what no unit is asked that the form is asked of',
      withElement('received', { appliesTo: { kinds: ['section'] } }),
      `asked_of_nobody forms/schools.json ${first}[0].appliesTo`,
    ],
    [
      'an element of a type that its form leaves out',
      withElement('received', { appliesTo: { schoolTypes: ['111'] } }),
      `asked_of_nobody forms/schools.json ${first}[0].appliesTo`,
    ],
    [
      'an option that nobody can choose',
      withElement('kind', { options: [{ code: 'a', label: { zh: '甲', en: 'A' }, appliesTo: { kinds: ['root'] } }] }),
      `option_of_nobody forms/schools.json ${first}[4].options[0].appliesTo`,
    ],
    [
      'a question whose condition no answer meets',
      withElement('more', { when: 'received < 0' }),
      `never_asked forms/schools.json ${first}[6].when`,
    ],
    [
      'a question whose condition any answer meets',
      withElement('more', { when: 'kind == "a"' }),
      `always_asked forms/schools.json ${first}[6].when`,
    ],
    ['a rule that never fails', withRule('received >= 0'), 'rule_never_fails forms/schools.json $.rules[0].expression'],
    ['a rule that never holds', withRule('received < 0'), 'rule_never_holds forms/schools.json $.rules[0].expression'],
    ['answers that feed nothing', withElement('more', {}), `feeds_nothing forms/schools.json ${first}[3]`],
    ['indicators that are printed nowhere', samplePackage, 'printed_nowhere indicators.json $.indicators[2]'],
    [
      'a person’s name that isn’t said to be one',
      withElement('teller', { type: 'text', label: { zh: '填表人姓名', en: 'Filled in by' } }),
      `personal_unmarked forms/schools.json ${first}[6]`,
    ],
    [
      'a person’s name outside a list of records',
      withElement('teller', { type: 'text', isPersonal: true }),
      `personal_outside forms/schools.json ${first}[6]`,
    ],
    [
      'English that is still the Chinese',
      withElement('received', { label: { zh: '收到', en: '收到' } }),
      `english_missing forms/schools.json ${first}[0].label`,
    ],
    [
      'a year that is over',
      saying('与2023年相比，'),
      'year_past template.json $.sections[0].content.content[0].content[0].text',
    ],
    [
      'a plan that has ended',
      saying('“十三五”时期'),
      'plan_ended template.json $.sections[0].content.content[0].content[0].text',
    ],
    [
      'years that have ended',
      saying('（2021—2023年）'),
      'plan_ended template.json $.sections[0].content.content[0].content[0].text',
    ],
    ['a date that is over', withRule('kind == "2023-12-31"'), 'date_past forms/schools.json $.rules[0].expression'],
    [
      'a share without its two counts',
      withProse([{ type: 'paragraph', attrs: { id: 'p1' }, content: [base, { type: 'text', text: '，占' }, share] }]),
      'share_alone template.json $.sections[0].content.content[0]',
    ],
  ])('%s', (_name, offered, advice) => {
    expect(told(offered)).toContain(advice);
  });

  it('a code that meant something else before, and not one that was reworded', () => {
    const label = (zh: string) => withElement('received', { label: { zh, en: 'Received' } });
    const elseTold = (before: string, now: string) =>
      told(label(now), label(before)).filter((line) => line.startsWith('meant_else'));
    expect(elseTold('信访件数', '依法行政培训人数')).toEqual([`meant_else forms/schools.json ${first}[0]`]);
    expect(elseTold('收到信访件数', '收到的信访件数')).toEqual([]);
    expect(elseTold('收到信访件数', '本期收到信访件数（件）')).toEqual([]);
  });

  it('a form that is still called as it was made once, whatever else of it says the same', () => {
    const title = { zh: '新章节', en: '新章节' };
    const made = withForm((form) => ({ ...form, title, shortTitle: title, instructions: title }));
    const stillNew = told(made).filter((line) => line.startsWith('still_new'));
    expect(stillNew).toEqual(['still_new forms/schools.json $.title.zh']);
    const renamed = withForm((form) => ({ ...form, shortTitle: title }));
    expect(told(renamed)).toContain('still_new forms/schools.json $.shortTitle.zh');
  });
});

describe('it isn’t told', () => {
  it.each<[string, ProgrammePackage, string]>([
    ['a filter that some meet', withElement('received', { appliesTo: { ownership: 'private' } }), 'asked_of_nobody'],
    [
      'two groups, which may share units',
      withForm((form) => ({ ...form, appliesTo: { kinds: ['school'], group: 'boarding' } })),
      'asked_of_nobody',
    ],
    ['a condition that depends on an answer', withElement('more', { when: 'received > 10' }), 'ever_asked'],
    ['a condition that is reckoned', withElement('more', { when: 'received * 2 == 14' }), 'ever_asked'],
    ['a condition over another period', withElement('more', { when: 'previous("received") < 0' }), 'ever_asked'],
    ['a rule that may fail', samplePackage, 'rule_'],
    [
      'an office’s telephone',
      withElement('line', { type: 'text', label: { zh: '举报电话', en: 'Complaints line' } }),
      'personal_',
    ],
    ['how many telephones there are', withElement('phones', { label: { zh: '电话数', en: 'Phones' } }), 'personal_'],
    ['this year', saying('2024年，'), '_past'],
    ['a plan that goes on', saying('“十四五”规划（2021—2025年）'), 'plan_ended'],
    ['a document’s number', saying('按照〔2021〕5号文件'), '_past'],
    ['a law’s own year', saying('《条例》（2019年修订）规定'), '_past'],
    [
      'a share with both its counts',
      {
        ...withProse([
          {
            type: 'paragraph',
            attrs: { id: 'p1' },
            content: [base, { type: 'text', text: '，听证' }, heard, { type: 'text', text: '，占' }, share],
          },
        ]),
      },
      'share_alone',
    ],
  ])('%s', (_name, offered, kind) => {
    const { indicators } = offered.programme;
    const [received] = indicators;
    // What is heard is counted, too.
    const counted = {
      ...offered,
      programme: {
        ...offered.programme,
        indicators: [
          ...indicators,
          ...(received
            ? [
                {
                  ...received,
                  code: 'heard',
                  operator: { op: 'total', of: { element: 'settled', keys: ['heard'], take: 'sum' } } as const,
                },
              ]
            : []),
        ],
      },
    };
    expect(told(counted).filter((line) => line.split(' ')[0]?.includes(kind))).toEqual([]);
  });

  it('what is written, which people read, beside numbers that nobody reads', () => {
    const unread = (details: Partial<DataElement>) =>
      adviseOn(withElement('more', details), { year, before: null, asMade })
        .filter(({ kind }) => kind === 'feeds_nothing')
        .flatMap(({ names }) => names.map(({ zh }) => zh));
    expect(unread({})).toContain('另一项');
    expect(unread({ type: 'narrative' })).not.toContain('另一项');
  });

  it('in any order: warnings stand before notes', () => {
    const severities = adviseOn(withElement('more', { when: 'received < 0' }), { year, before: null, asMade }).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(severities.toSorted().toReversed());
    expect(new Set(severities).size).toBe(2);
  });

  it('names a text that stands in several places once', () => {
    const text = { zh: '新报表', en: '新报表' };
    const renamed = withForm((form) => ({ ...form, title: text, shortTitle: text, instructions: text }));
    const found = adviseOn(renamed, { year, before: null, asMade }).find(({ kind }) => kind === 'english_missing');
    expect(found?.names).toEqual([text]);
    expect(found?.params['count']).toBe(1);
  });
});
