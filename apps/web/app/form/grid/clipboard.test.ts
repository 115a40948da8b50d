import type { DataElement } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { placeOf, type Place } from '../sync/places.ts';
import { readTsv, writeTsv } from './clipboard.ts';
import { fitToSelection, planPaste } from './plan-paste.ts';

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: { zh: code, en: code },
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
  ...more,
});
const place = (code: string, more: Partial<DataElement> = {}): Place =>
  placeOf('s', element(code, more), null, { code, key: '' });

describe('tab-separated text', () => {
  it('has a row per line, without one for the last line end', () => {
    expect(readTsv('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(readTsv('')).toEqual([['']]);
    expect(readTsv('1\n\n3')).toEqual([['1'], [''], ['3']]);
  });

  it('unquotes only what is wholly quoted', () => {
    expect(readTsv('"第一行\n第二行"\t"说""是"""\n5" 管\t"a')).toEqual([
      ['第一行\n第二行', '说"是"'],
      ['5" 管', '"a'],
    ]);
  });

  it('reads back what it writes', () => {
    const rows = [
      ['a\tb', '"', '两\n行'],
      ['', '1,234', '＂'],
    ];
    expect(readTsv(writeTsv(rows))).toEqual(rows);
  });
});

describe('a pasted block', () => {
  const places = [place('a'), place('b', { calculated: 'a + 1' }), place('c'), place('d'), place('e')];
  const plan = planPaste(readTsv('１２３\n5\n—\n一些\n（5）\n9'), (row, col) => (col === 0 ? places[row] : undefined));

  it('fills what it can, skips locked cells, and says what it left out', () => {
    expect(plan.edits.map(({ place: { id }, content }) => [id, content.state, content.value])).toEqual([
      ['a', 'value', '123'],
      ['c', 'missing', ''],
      ['e', 'value', '-5'],
    ]);
    expect(plan.locked.map(({ id }) => id)).toEqual(['b']);
    expect(plan.emptied.map(({ id }) => id)).toEqual(['c']);
    expect(plan.refused.map(({ place: { id }, error }) => [id, error.code])).toEqual([['d', 'not_a_number']]);
    expect(plan.outside).toBe(1);
  });

  it('spreads one value over a selection', () => {
    expect(fitToSelection([['0']], 2, 2)).toEqual([
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(fitToSelection([['0', '1']], 3, 3)).toEqual([['0', '1']]);
  });
});
