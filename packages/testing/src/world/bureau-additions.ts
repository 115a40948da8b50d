import type { FormDefinition, IndicatorDefinition, Localized } from '@huibao/domain';
import type { AddedParts } from '@huibao/domain/additions';

const both = (zh: string, en: string): Localized => ({ zh, en });

/** A form of the level's own with two elements, an indicator and a share of them, and a section that prints one. */
export function someAdditions(level: 'city' | 'bureau', after: string): AddedParts {
  const prefix = `${level}_1`;
  const [held, joined, form] = [`${prefix}_drills`, `${prefix}_drill_pupils`, `${prefix}_drill_form`];
  const named = (zh: string, en: string): Localized =>
    level === 'city' ? both(`全市${zh}`, `${en}, city`) : both(zh, en);
  const element = (code: string, label: Localized) =>
    ({ code, label, type: 'integer', flow: 'flow', required: true, min: '0' }) as const;
  const drillForm: FormDefinition = {
    code: form,
    number: both('补充表1', 'Added form 1'),
    title: named('应急演练情况', 'Emergency drills'),
    shortTitle: named('应急演练', 'Drills'),
    instructions: both('由学校填写本学期的应急演练。', 'Drills of this term, filled in by schools.'),
    appliesTo: { kinds: ['school'] },
    sections: [
      {
        code: 'drills',
        title: both('应急演练', 'Drills'),
        blocks: [
          {
            kind: 'fields',
            title: both('应急演练', 'Drills'),
            elements: [
              element(held, both('演练次数', 'Drills held')),
              element(joined, both('参加学生人次', 'Attendances of pupils')),
            ],
          },
        ],
      },
    ],
    rules: [
      {
        code: 'nobody_without_drill',
        severity: 'error',
        expression: `${held} > 0 || ${joined} == 0`,
        message: both('没有演练就没有参加人次', 'Nobody attends where no drill is held'),
        elements: [held, joined],
      },
    ],
  };
  const indicator = (
    code: string,
    label: Localized,
    operator: IndicatorDefinition['operator'],
  ): IndicatorDefinition => ({
    code,
    group: `${prefix}_group`,
    label,
    unit: both('次', 'times'),
    operator,
    decimals: operator.op === 'ratio' ? 1 : 0,
    coverageFloor: '0.5',
    format: { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  });
  return {
    askedSections: [],
    unitGroups: [],
    forms: [drillForm],
    indicatorGroups: [{ code: `${prefix}_group`, label: named('应急', 'Emergencies') }],
    indicators: [
      indicator(`${prefix}_drills_held`, named('应急演练次数', 'Drills held'), {
        op: 'total',
        of: { element: held, take: 'sum' },
      }),
      indicator(`${prefix}_per_drill`, named('每次演练参加人次', 'Attendances a drill'), {
        op: 'ratio',
        of: { element: joined, take: 'sum' },
        per: { element: held, take: 'sum' },
        factor: '1',
      }),
    ],
    sections: [
      {
        after,
        section: {
          code: `${prefix}_drill_section`,
          heading: '应急演练开展情况',
          level: 2,
          numbering: 'auto',
          required: false,
          guidance: both('写本级组织的应急演练。', 'Drills of this level’s own.'),
          content: {
            type: 'doc',
            version: 2,
            content: [
              {
                type: 'paragraph',
                attrs: { id: 'drills' },
                content: [
                  { type: 'text', text: '全年组织应急演练' },
                  {
                    type: 'figure',
                    attrs: {
                      id: `${prefix}_held`,
                      indicator: `${prefix}_drills_held`,
                      format: { style: 'exact' },
                      unit: '次',
                    },
                  },
                  { type: 'text', text: '。' },
                ],
              },
            ],
          },
        },
      },
    ],
    wordings: [],
    order: [],
    balances: [],
    glossary: [
      {
        code: `${prefix}_drill`,
        term: both('应急演练', 'Drill'),
        meaning: both('按预案组织的疏散等演练。', 'An exercise held by plan.'),
      },
    ],
  };
}

/** Names a section and a group whom its forms ask; its section of the report stands in one text and has a table. */
export function someNamedAdditions(level: 'city' | 'bureau'): AddedParts {
  const some = someAdditions(level, 'education');
  const code = (name: string): string => `${level}_1_${name}`;
  const indicator = code('drills_held');
  const whose = level === 'city' ? ({ whose: 'below', year: 'last' } as const) : ({ year: 'last' } as const);
  const attrs = { id: code('cell'), indicator, format: { style: 'exact' }, unit: '', scope: whose } as const;
  const line = { type: 'paragraph', content: [{ type: 'figure', attrs }] } as const;
  const cells = [{ type: 'tableHeader' as const }, { type: 'tableCell' as const, content: [line] }];
  const table = {
    type: 'table',
    attrs: { id: 'table' },
    content: [{ type: 'tableRow', content: cells }],
  } as const;
  const beds = {
    code: code('beds'),
    label: { zh: '床位', en: 'Beds' },
    type: 'integer',
    flow: 'stock',
    required: false,
  } as const;
  const ofGroup: FormDefinition = {
    code: code('dormitories'),
    number: { zh: '补充表2', en: 'Added form 2' },
    title: { zh: '宿舍', en: 'Dormitories' },
    shortTitle: { zh: '宿舍', en: 'Dormitories' },
    instructions: { zh: '由寄宿制学校填写。', en: 'By boarding schools.' },
    appliesTo: { kinds: ['school'], group: code('boarding') },
    sections: [
      {
        code: 'dormitories',
        title: { zh: '宿舍', en: 'Dormitories' },
        blocks: [{ kind: 'fields', title: { zh: '宿舍', en: 'Dormitories' }, elements: [beds] }],
      },
    ],
    rules: [],
  };
  const prefix = level === 'city' ? '全市' : '';
  return {
    ...some,
    askedSections: [{ code: code('sport'), label: { zh: `${prefix}体育股`, en: 'Sport' } }],
    unitGroups: [{ code: code('boarding'), label: { zh: `${prefix}寄宿制学校`, en: 'Boarding schools' } }],
    forms: [
      ...some.forms.map((form) => ({
        ...form,
        appliesTo: { kinds: ['section' as const], sectionCodes: [code('sport')] },
      })),
      ofGroup,
    ],
    sections: some.sections.map(({ after, section }) => ({
      after,
      ...(level === 'city' ? { in: 'overview' as const } : {}),
      section: { ...section, content: { ...section.content, content: [...section.content.content, table] } },
    })),
  };
}
