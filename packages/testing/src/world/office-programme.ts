import type { FormDefinition, IndicatorDefinition, Localized, Programme } from '@huibao/domain';
import { quarterlyProgramme } from './quarterly-programme.ts';

const both = (zh: string, en: string): Localized => ({ zh, en });

const total = (code: string, label: Localized): IndicatorDefinition => ({
  code,
  group: 'requests',
  label,
  unit: both('件', 'cases'),
  operator: { op: 'total', of: { element: code, take: 'sum' } },
  decimals: 0,
  coverageFloor: '1',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
});

const form = (
  code: string,
  number: string,
  title: Localized,
  appliesTo: FormDefinition['appliesTo'],
): FormDefinition => ({
  code,
  number: both(`表${number}`, `Form ${number}`),
  title,
  shortTitle: title,
  instructions: both('由内设机构填写。', 'Filled in by sections.'),
  appliesTo,
  sections: [
    {
      code: 'cases',
      title,
      blocks: [
        {
          kind: 'fields',
          title,
          elements: [
            { code: `${code}_received`, label: title, type: 'integer', flow: 'flow', required: true, min: '0' },
          ],
        },
      ],
    },
  ],
  rules: [],
});

/**
 * What an office reports of itself: filled in by its sections alone, once a year, as every level's office does
 * (政府信息公开). One form is its office's, one another section's, one every section's. Its template has no overview.
 */
export const officeProgramme: Programme = {
  ...quarterlyProgramme,
  code: 'disclosure',
  title: both('政府信息公开工作年度报告（机关）', 'Open information of offices'),
  forms: [
    form('requests', '1', both('收到申请', 'Requests received'), { kinds: ['section'], sectionCodes: ['office'] }),
    form('appeals', '2', both('行政复议', 'Appeals'), { kinds: ['section'], sectionCodes: ['legal'] }),
    form('notices', '3', both('主动公开', 'Published unasked'), { kinds: ['section'] }),
  ],
  sensitiveRegisters: [],
  indicators: [
    total('requests_received', both('收到申请', 'Requests received')),
    {
      ...total('appeals_received', both('行政复议', 'Appeals')),
      children: { kinds: ['section'], sectionCodes: ['legal'] },
    },
    total('notices_received', both('主动公开', 'Published unasked')),
  ],
  template: {
    ...quarterlyProgramme.template,
    code: 'disclosure_report',
    sections: [
      {
        code: 'requests',
        heading: '收到和处理申请情况',
        level: 1,
        numbering: 'auto',
        required: true,
        guidance: both('写申请的收到和办理情况。', 'Requests received and answered.'),
        content: {
          type: 'doc',
          version: 2,
          content: [
            {
              type: 'paragraph',
              attrs: { id: 'p1' },
              content: [
                { type: 'text', text: '本机关全年收到申请' },
                {
                  type: 'figure',
                  attrs: { id: 'requests', indicator: 'requests_received', format: { style: 'exact' }, unit: '件' },
                },
                { type: 'text', text: '。' },
              ],
            },
          ],
        },
      },
    ],
  },
  calendar: {
    periods: [
      {
        code: 'year',
        label: both('全年', 'Whole year'),
        short: both('年', 'Y'),
        starts: '01-01',
        opens: '12-01',
        due: '+1 01-10',
        closes: '+1 01-20',
      },
    ],
    reportDue: '+1 02-01',
    publishDue: '+1 04-01',
  },
  sections: [
    { code: 'office', label: both('办公室', 'General office') },
    { code: 'legal', label: both('政策法规', 'Policy and law') },
  ],
};
