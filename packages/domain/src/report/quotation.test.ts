import { describe, expect, it } from 'vitest';
import { anonymousName, isAsQuoted } from './quotation.ts';

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

  it('is as it was quoted where it prints alike, line by line', () => {
    expect(isAsQuoted('一段\n二段', ' 一段\r\n\n二段 ')).toBe(true);
    expect(isAsQuoted('一段二段', '一段\n二段')).toBe(false);
    expect(isAsQuoted('参加3人', '参加300人')).toBe(false);
  });
});
