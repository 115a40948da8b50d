import { formLimits, FormRoom, occupancyOf, type DataElement } from '@huibao/domain';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { placeOf, type Place } from '../sync/places.ts';
import { readTsv, writeHtmlTable, writeTsv } from './clipboard.ts';
import { fitToSelection, planPaste } from './plan-paste.ts';
import { readHtmlBlock } from './read-html-block.ts';

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
  const room = () => new FormRoom(occupancyOf([]));
  const plan = planPaste(readTsv('１２３\n5\n—\n一些\n（5）\n9'), (row, col) => (col === 0 ? places[row] : undefined), {
    room: room(),
    year: 2024,
  });

  it('fills what it can, skips locked cells, and says what it left out, row by row', () => {
    expect(plan.edits.map(({ row, place: { id }, content }) => [row, id, content.state, content.value])).toEqual([
      [1, 'a', 'value', '123'],
      [3, 'c', 'missing', ''],
      [5, 'e', 'value', '-5'],
    ]);
    expect(plan.locked.map(({ row, place: { id } }) => [row, id])).toEqual([[2, 'b']]);
    expect(plan.emptied.map(({ row, place: { id } }) => [row, id])).toEqual([[3, 'c']]);
    expect(plan.refused.map(({ row, place: { id }, error }) => [row, id, error.code])).toEqual([
      [4, 'd', 'not_a_number'],
    ]);
    expect(plan.leftOut).toEqual([{ row: 6, col: 1, text: '9', limit: null }]);
  });

  it('leaves out, by row, what the form’s limits don’t let in', () => {
    const block = Array.from({ length: formLimits.rowsPerRegister + 2 }, (_, row) => [`名称${row}`]);
    const column = element('name', { type: 'text' });
    const { edits, leftOut } = planPaste(
      block,
      (row) => placeOf('s', column, null, { code: 'r.name', key: `key-${row}` }),
      { room: room(), year: 2024 },
    );
    expect(edits).toHaveLength(formLimits.rowsPerRegister);
    expect(leftOut.map(({ row, limit }) => [row, limit?.code])).toEqual([
      [formLimits.rowsPerRegister + 1, 'submission.too_many_rows'],
      [formLimits.rowsPerRegister + 2, 'submission.too_many_rows'],
    ]);
  });

  it('is repeated over a selection that is a whole number of times as large', () => {
    expect(fitToSelection([['0']], 2, 2)).toEqual([
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(fitToSelection([['0', '1']], 2, 4)).toEqual([
      ['0', '1', '0', '1'],
      ['0', '1', '0', '1'],
    ]);
    expect(fitToSelection([['0', '1']], 3, 3)).toEqual([['0', '1']]);
  });
});

/** What a browser gives of an HTML clipboard. */
const htmlBlock = (html: string) => readHtmlBlock(parseHTML(`<html><body>${html}</body></html>`).document.body);

describe('copied HTML', () => {
  it('keeps a cell’s lines in the cell, however they end', () => {
    expect(htmlBlock('<table><tr><td>3<br>4</td><td><p>甲</p><p>乙</p></td></tr></table>')).toEqual([
      ['3\n4', '甲\n乙'],
    ]);
    expect(
      htmlBlock('<table><tr><td>一&nbsp;\r\n  二<br style="mso-data-placement:same-cell;">三</td></tr></table>'),
    ).toEqual([['一 二\n三']]);
  });

  it('keeps the columns of merged cells', () => {
    const html = `<table>
      <tr><td rowspan=2>单位</td><td colspan=2>人数</td><td rowspan="2">备注</td></tr>
      <tr><td>男</td><td>女</td></tr>
      <tr><td>一小</td><td>3</td><td>4</td><td>无</td></tr></table>`;
    expect(htmlBlock(html)).toEqual([
      ['单位', '人数', '', '备注'],
      ['', '男', '女', ''],
      ['一小', '3', '4', '无'],
    ]);
  });

  it('reads Word’s table with its section tags, and a table within a cell as its text', () => {
    const html = `<!--StartFragment--><p class=MsoNormal>附表<o:p></o:p></p>
      <table class=MsoTableGrid><thead><tr><th><p><b>名称</b></p></th><th><p>数</p></th></tr></thead>
      <tbody><tr><td><p>甲</p><p>（分校）</p></td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></tbody></table>`;
    expect(htmlBlock(html)).toEqual([['附表'], ['名称', '数'], ['甲\n（分校）', '1\n2']]);
  });

  it('reads every table, and asks no more memory than a spreadsheet is wide', () => {
    expect(htmlBlock('<table><tr><td>1</td></tr></table><div><table><tr><td>2</td></tr></table></div>')).toEqual([
      ['1'],
      ['2'],
    ]);
    const wide = htmlBlock('<table><tr><td colspan=100000000 rowspan=100000000>1</td></tr></table>');
    expect([wide?.length, wide?.[0]?.length]).toEqual([1, 200]);
    expect(htmlBlock('<p>没有表格</p>')).toBeNull();
  });

  it('reads back what the grid copies: quotes, lines, tabs, leading zeros, signs of HTML', () => {
    const rows = [
      ['"第一议题"学习', '第一行\n第二行', '<b>&amp;'],
      ['001', '=1+1', '1,234'],
    ];
    expect(htmlBlock(writeHtmlTable(rows.map((row) => row.map((text) => ({ text, isWords: true })))))).toEqual(rows);
    expect(readTsv(writeTsv([...rows, ['甲\t乙', '末"', '"']]))).toEqual([...rows, ['甲\t乙', '末"', '"']]);
  });
});
