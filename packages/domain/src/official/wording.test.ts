import { describe, expect, it } from 'vitest';
import { absenceNote, blankNumber, documentNumber, listedItem, numberSeries, parseNumber } from './wording.ts';

describe('the number of a document', () => {
  it('is read back as it was made', () => {
    const series = numberSeries('山教', '2025');
    expect(documentNumber(series, 3)).toBe('山教〔2025〕3号');
    expect(parseNumber('山教〔2025〕12号')).toEqual({ series, sequence: 12 });
  });

  it('is not read from a blank one', () => {
    expect(parseNumber(blankNumber('山教'))).toBeUndefined();
  });
});

describe('an item of a list', () => {
  it('ends each sentence once', () => {
    expect(listedItem(1, ['培训面还不够宽', '兼职教师多。'])).toBe('二是培训面还不够宽。兼职教师多。');
  });

  it('leaves out what is not said, and counts on beyond ten', () => {
    expect(listedItem(10, ['部分学校台账不全', ''])).toBe('11是部分学校台账不全。');
  });
});

describe('who is missing', () => {
  it('is named, with what of theirs is missing, and the text says how far it goes', () => {
    const missing = [
      { name: '墙南小学', forms: [] },
      { name: '东环小学', forms: ['基本情况与校园安全情况'] },
    ];
    expect(absenceNote({ term: '秋季学期', owed: 25, missing })).toBe(
      '数据说明：秋季学期应报送25个单位，报送齐全23个；截至定稿，墙南小学、东环小学（《基本情况与校园安全情况》）等2个单位未报送或未报全，文中有关数据不含上述未报送的内容。',
    );
    // A report that waits, or was returned, was sent all the same.
    const bureaus = [{ name: '温县教育体育局', forms: [] }];
    expect(absenceNote({ term: null, owed: 10, missing: bureaus, isBelow: true })).toBe(
      '数据说明：全年应报送10个单位，已报送并接收9个；截至定稿，温县教育体育局等1个单位未报送或未经接收，文中有关数据不含上述单位的内容。',
    );
  });
});
