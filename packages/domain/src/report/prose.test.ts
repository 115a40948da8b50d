import { describe, expect, it } from 'vitest';
import type { PrintedBlock, FigureNode, PrintedInline, PrintedContent } from './definition.ts';
import { casesOf, figuresOf, isBlank, typedNumbers } from './prose.ts';

const text = (value: string): PrintedInline => ({ type: 'text', text: value });
const figure = (id: string): FigureNode => ({
  type: 'figure',
  attrs: { id, indicator: 'charters', format: { style: 'exact' }, unit: null },
});
const prose = (...content: PrintedBlock[]): PrintedContent => ({ type: 'doc', version: 2, content });
const paragraph = (...content: PrintedInline[]): PrintedBlock => ({
  type: 'paragraph',
  attrs: { id: 'p' },
  content,
});
const quoted: PrintedBlock = {
  type: 'case',
  attrs: {
    id: 'c1',
    unitId: 7,
    unitName: '山阳小学',
    revisionId: 'r',
    cell: 'case',
    hash: '0'.repeat(64),
    edited: false,
  },
  content: [{ type: 'text', text: '讲座 5 场' }],
};
const table: PrintedBlock = {
  type: 'table',
  attrs: { id: 't' },
  content: [
    {
      type: 'tableRow',
      content: [
        { type: 'tableCell', content: [{ type: 'paragraph', content: [figure('in-table')] }, { type: 'paragraph' }] },
      ],
    },
  ],
};

describe('a section’s prose', () => {
  it('gives its figures in order, those in tables too', () => {
    expect(figuresOf(prose(paragraph(figure('first'), text('所')), table)).map((one) => one.attrs.id)).toEqual([
      'first',
      'in-table',
    ]);
  });

  it('gives its quoted cases', () => {
    expect(casesOf(prose(paragraph(text('如：')), quoted))).toEqual([quoted]);
  });

  it('is blank with nothing but white space', () => {
    expect(isBlank(prose(paragraph(), paragraph(text('　 '))))).toBe(true);
    expect(isBlank(prose(paragraph(figure('first'))))).toBe(false);
  });

  it('tells numbers typed by hand, but not those of a quoted case', () => {
    expect(typedNumbers(prose(paragraph(text('全区 17 所学校完成')), quoted)).map((found) => found.trim())).toEqual([
      '17',
    ]);
  });
});
