import { describe, expect, it } from 'vitest';
import { amendmentRefusals } from './amend-package.ts';
import { comparePackages } from './compare-packages.ts';
import { readPackage } from './read-package.ts';
import { samplePackage } from './sample-package.ts';
import { writePackage } from './write-package.ts';
import type { ProgrammePackage } from './package-files.ts';
import type { SectionContent, SentenceNode } from '../report/definition.ts';
import type { Programme } from '../programme/definition.ts';
import { findProgrammeIssues } from '../programme/meaning.ts';
import { partsOfIndicators, templateWithout } from '../programme/parts.ts';

const both = (zh: string) => ({ zh, en: zh });
const { programme } = samplePackage;
const [schools, sections] = programme.forms;
const [received, meetings, settled] = programme.indicators;
const whole = programme.template.sections[0];
if (!schools || !sections || !received || !meetings || !settled || !whole) throw new RangeError('the sample has all');

/** The sample, whose second form, its figure and two sentences are a part. */
const parted: Programme = {
  ...programme,
  parts: [{ code: 'meeting', label: both('会议'), description: both('会议情况') }],
  forms: [schools, { ...sections, part: 'meeting' }],
  indicatorGroups: [...programme.indicatorGroups, { code: 'meeting_group', label: both('会议'), part: 'meeting' }],
  indicators: [received, { ...meetings, group: 'meeting_group' }, settled],
  template: {
    ...programme.template,
    sections: [{ ...whole, content: proseOf(whole.content, 'meetings') }],
  },
};
const packed: ProgrammePackage = { ...samplePackage, programme: parted };

const codesOf = (changed: Partial<Programme>) => findProgrammeIssues({ ...parted, ...changed }).map(({ code }) => code);

describe('a part of a programme', () => {
  it('is read and written with its package, and told as a change', () => {
    const read = readPackage(writePackage(packed));
    expect(read.ok && read.package).toEqual(packed);
    expect(comparePackages(samplePackage, packed).changes).toContainEqual({
      part: 'part',
      kind: 'added',
      code: 'meeting',
      label: both('会议'),
    });
  });

  it('is read by what is asked with it alone', () => {
    expect(codesOf({})).toEqual([]);
    expect(codesOf({ forms: [schools, { ...sections, part: 'nothing' }] })).toContain('definition.reference_unknown');
    expect(codesOf({ indicators: [received, meetings, settled] })).toContain('definition.part_read_from_outside');
    const reads = {
      ...schools,
      rules: [...schools.rules, { ...schools.rules[0]!, code: 'more', expression: 'meetings >= 0' }],
    };
    expect(codesOf({ forms: [reads, { ...sections, part: 'meeting' }] })).toEqual([
      'definition.part_read_from_outside',
    ]);
    const scaled = { ...settled, scale: { per: 'meetings', times: '1' } };
    expect(codesOf({ indicators: [received, { ...meetings, group: 'meeting_group' }, scaled] })).toEqual([
      'definition.part_read_from_outside',
    ]);
  });

  it('goes with its sentences, blocks and balances, and leaves all else as it was', () => {
    expect(partsOfIndicators(parted).get('meetings')).toBe('meeting');
    const without = templateWithout(parted.template, new Set(['meetings']));
    expect(without.sections[0]?.content).toEqual(whole.content);
    expect(without.balances).toEqual([]);
    expect(templateWithout(parted.template, new Set())).toBe(parted.template);
    expect(templateWithout(parted.template, new Set(['nothing'])).sections[0]).toBe(parted.template.sections[0]);
  });

  it('prints nothing that stands under no condition', () => {
    const bare = {
      ...whole.content,
      content: [
        {
          type: 'paragraph' as const,
          attrs: { id: 'bare' },
          content: [
            {
              type: 'figure' as const,
              attrs: { id: 'bare_figure', indicator: 'meetings', format: { style: 'exact' as const }, unit: null },
            },
          ],
        },
      ],
    };
    const template = { ...parted.template, sections: [{ ...whole, content: bare }] };
    expect(codesOf({ template })).toEqual(['definition.part_printed_always']);
  });

  it('neither goes nor takes in or gives away what is asked within a year', () => {
    const refused = (before: Programme, after: Programme) =>
      amendmentRefusals({ ...packed, programme: before }, { ...packed, programme: after }).map(({ code }) => code);
    expect(
      refused(programme, { ...parted, forms: programme.forms, indicatorGroups: programme.indicatorGroups }),
    ).toEqual([]);
    const { parts: _, ...unparted } = parted;
    expect(refused(parted, unparted)).toEqual(['amendment.part_removed']);
    expect(refused(programme, parted)).toEqual(['amendment.part_changed', 'amendment.part_changed']);
  });
});

/** A text with two more sentences, of some of an indicator and of none, and a paragraph that is printed while it has any. */
function proseOf(content: SectionContent, indicator: string): SectionContent {
  const sentence = (is: 'some' | 'zero'): SentenceNode => ({
    type: 'sentence',
    attrs: { id: `${indicator}_${is}`, when: { all: [{ indicator, is: [is] }] } },
    content: [
      { type: 'text', text: is },
      {
        type: 'figure',
        attrs: { id: `figure_${indicator}_${is}`, indicator, format: { style: 'exact' }, unit: null },
      },
    ],
  });
  const [first, ...others] = content.content;
  if (first?.type !== 'paragraph') throw new RangeError('a text begins with a paragraph');
  return {
    ...content,
    content: [
      { ...first, content: [...(first.content ?? []), sentence('some')] },
      ...others,
      { type: 'paragraph', attrs: { id: 'only' }, content: [sentence('zero')] },
      {
        type: 'paragraph',
        attrs: { id: 'when', when: { all: [{ indicator, is: ['some'] }] } },
        content: [{ type: 'text', text: '另见附表。' }],
      },
    ],
  };
}
