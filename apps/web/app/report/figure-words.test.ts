import { describe, expect, it } from 'vitest';
import type { ReportIndicator } from '../outputs.ts';
import { figureWords, formatChoices } from './figure-words.ts';
import { sectionState, toSectionContent } from './section-state.ts';

function indicator(value: string | null, more: Partial<ReportIndicator> = {}): ReportIndicator {
  return {
    code: 'letters',
    group: 'bullying',
    label: { zh: '家长信', en: 'Letters' },
    unit: { zh: '份', en: 'copies' },
    decimals: 0,
    format: { style: 'exact' },
    coverageFloor: '0.9',
    value: { code: 'letters', numerator: value, denominator: null, value, texts: [], answered: 25, expected: 25 },
    lastYear: null,
    change: { kind: 'none', reason: 'nothing_before' },
    ...more,
  };
}

describe('the words of a figure', () => {
  it('offers each way of printing once, and none that says more than is true', () => {
    const previews = formatChoices(indicator('20436'), null).map((choice) => choice.preview);
    expect(previews).toContain('20436份');
    expect(previews).toContain('2万余份');
    expect(previews).toContain('二万零四百三十六份');
    expect(new Set(previews).size).toBe(previews.length);
  });

  it('offers no 余 where nothing is cut off', () => {
    expect(formatChoices(indicator('20000'), null).map((choice) => choice.preview)).not.toContain('2万余份');
  });

  it('offers shares as per cent and lists by length', () => {
    expect(
      formatChoices(indicator('96.25', { format: { style: 'percent', decimals: 1 } }), null).map(
        (choice) => choice.preview,
      ),
    ).toEqual(['96.3%', '96%', '96.25%']);
  });

  it('prints a dash where there is no value', () => {
    expect(figureWords({ format: { style: 'exact' }, unit: null }, undefined)).toBe('—');
    expect(figureWords({ format: { style: 'exact' }, unit: null }, indicator(null))).toBe('—');
  });
});

describe('a section', () => {
  it('counts figures and numbers typed by hand, cases left out', () => {
    const state = sectionState({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '2024年讲座120余次，《条例》第24条，' },
            { type: 'figure', attrs: { id: 'a', indicator: 'letters', format: { style: 'exact' }, unit: null } },
          ],
        },
        {
          type: 'case',
          attrs: { id: 'c', unitId: 1, unitName: '甲', revisionId: 'r', cell: 'x', hash: 'h', edited: false },
          content: [{ type: 'text', text: '20个班' }],
        },
      ],
    });
    expect(state.typedNumbers).toEqual(['120余']);
    expect(state.figures).toHaveLength(1);
    expect(state.isBlank).toBe(false);
  });

  it('saves the closed schema and nothing of the editor’s own', () => {
    expect(
      toSectionContent({
        type: 'doc',
        content: [
          { type: 'paragraph' },
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: [
                  {
                    type: 'tableCell',
                    attrs: { colspan: 1, rowspan: 1, colwidth: null },
                    content: [{ type: 'paragraph' }],
                  },
                ],
              },
            ],
          },
        ],
      }),
    ).toEqual({
      type: 'doc',
      content: [
        { type: 'paragraph' },
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
        },
      ],
    });
  });
});
