import { describe, expect, it } from 'vitest';
import { findBrokenTotals } from './table-totals.ts';

const table = (...lines: readonly string[]) => lines.map((line) => line.split('|').map((cell) => cell.trim()));
const places = (rows: readonly (readonly string[])[]) =>
  findBrokenTotals(rows).map(({ row, column, stated, sum }) => [row, column, stated, sum]);

describe('totals of a table', () => {
  it('foot by row and by column', () => {
    expect(places(table('项目|春季|秋季|合计', '讲座|3|4|7', '班会|10|12|22', '合计|13|16|29'))).toEqual([]);
  });

  it('are found where they don’t, each by its place', () => {
    expect(places(table('项目|春季|秋季|合计', '讲座|3|4|8', '班会|10|12|22', '合计|13|17|30'))).toEqual([
      [3, 2, '17', '16'],
      [1, 3, '8', '7'],
    ]);
  });

  it('pass over subtotals, and subtotals add up their own part', () => {
    const right = table('单位|数', '甲|1', '乙|2', '小计|3', '丙|4', '小计|4', '合计|7');
    expect(places(right)).toEqual([]);
    expect(places([...right.slice(0, 5), ['小计', '5'], ['合计', '7']])).toEqual([[5, 1, '5', '4']]);
  });

  it('may head what they add up', () => {
    expect(places(table('单位|数', '合计|7', '甲|1', '乙|5'))).toEqual([[1, 1, '7', '6']]);
  });

  it('read grouped numbers, units, full-width digits and empty cells', () => {
    expect(places(table('单位|数', '甲|1,200所', '乙|—', '丙|', '合计|１２００所'))).toEqual([]);
    expect(places(table('单位|数', '甲|1,200所', '合计|1,300所'))).toEqual([[2, 1, '1300', '1200']]);
  });

  it('are not judged where parts are shares, approximate, of another unit, or within another part', () => {
    expect(places(table('单位|整改率|年份', '甲|98%|2024', '乙|90%|2024', '合计|95%|2024'))).toEqual([]);
    expect(places(table('单位|数', '甲|2万余份', '乙|3', '合计|20436份'))).toEqual([]);
    expect(places(table('项目|数', '学校|3所', '学生|20人', '合计|23所'))).toEqual([]);
    expect(places(table('项目|数', '学校|9', '其中：小学|4', '幼儿园|3', '合计|12'))).toEqual([]);
  });
});
