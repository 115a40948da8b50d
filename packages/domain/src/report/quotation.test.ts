import { describe, expect, it } from 'vitest';
import { anonymousName, isAsQuoted, namesUnit } from './quotation.ts';

describe('a quotation', () => {
  it('names the kind of a school that isn’t named', () => {
    expect(
      [
        '塔南路小学',
        '焦作市第十八中学',
        '中星街幼儿园',
        '山阳区特殊教育学校',
        '东方红学校',
        '基础教育股',
        '督导室',
      ].map(anonymousName),
    ).toEqual(['某小学', '某中学', '某幼儿园', '某特殊教育学校', '某学校', '某股室', '某单位']);
  });

  it('names a school by its whole name, or as people call it, and by nothing that others share', () => {
    const named = (words: string, ...names: readonly string[]): readonly boolean[] =>
      names.map((name) => namesUnit(words, name));
    expect(named('塔南路小学组织模拟法庭。', '塔南路小学')).toEqual([true]);
    expect(named('龙洞实验学校的学生和府城小学的老师', '中站龙洞实验学校', '中站府城小学')).toEqual([true, true]);
    expect(named('十八中学开展宣讲', '焦作市第十八中学')).toEqual([false]);
    expect(
      named(
        '我校和区实验小学、全区幼儿园、直属机关幼儿园、中心小学、某实验学校',
        '中站府城小学',
        '山阳区实验小学',
        '山阳区幼儿园',
        '中站区直属机关幼儿园',
        '中站朱村中心小学',
        '中站龙洞实验学校',
      ),
    ).toEqual([false, false, false, false, false, false]);
  });

  it('is as it was quoted where it prints alike, line by line', () => {
    expect(isAsQuoted('一段\n二段', ' 一段\r\n\n二段 ')).toBe(true);
    expect(isAsQuoted('一段二段', '一段\n二段')).toBe(false);
    expect(isAsQuoted('参加3人', '参加300人')).toBe(false);
  });
});
