import { expect, it } from 'vitest';
import { twoTerms } from '../calendar/sample-calendar.ts';
import type { FigureScope } from '../figure/figure-scope.ts';
import { samplePackage } from './sample-package.ts';
import type { TemplateSection } from '../report/definition.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';

const { programme } = samplePackage;
const [section] = programme.template.sections;

function saying(scope: FigureScope): TemplateSection {
  if (!section) throw new RangeError('a sample has a section');
  return {
    ...section,
    content: {
      type: 'doc',
      version: 2,
      content: [
        {
          type: 'paragraph',
          attrs: { id: 'p' },
          content: [
            {
              type: 'figure',
              attrs: {
                id: `f-${scope.year}-${scope.period}`,
                indicator: 'received',
                format: { style: 'exact' },
                unit: null,
                scope,
              },
            },
          ],
        },
      ],
    },
  };
}

const issuesOf = (sections: readonly TemplateSection[], overview?: readonly TemplateSection[]): readonly string[] =>
  findProgrammeIssues({
    ...programme,
    calendar: twoTerms,
    template: { ...programme.template, sections, ...(overview ? { overview } : {}) },
  }).map(({ code, path, params }) => `${code} ${path.join('.')} ${params.code}`);

it('finds figures of periods that the calendar hasn’t, by their section', () => {
  expect(
    issuesOf([saying({ period: 'spring' }), { ...saying({ year: 'last', period: 'autumn' }), code: 'other' }]),
  ).toEqual([]);
  expect(issuesOf([saying({ year: 'last' })])).toEqual([]);
  expect(issuesOf([saying({ period: 'summer' })])).toEqual([
    'definition.reference_unknown template.sections.0.content.content.0 summer',
  ]);
});

it('finds figures of a period in a text that is written of delivered years', () => {
  expect(issuesOf([saying({ period: 'spring' })], [saying({ year: 'last' })])).toEqual([]);
  expect(issuesOf([saying({ period: 'spring' })], [saying({ period: 'spring' })])).toEqual([
    'definition.period_not_delivered template.overview.0.content.content.0 spring',
  ]);
});
