import { askableForms, labelOfType, type IndicatorDraft, type Locale } from '@huibao/domain';
import { builtInPackage, builtInUnitTypes } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';
import { createI18n, readIndicator } from '@huibao/i18n';

const ruleOfLaw = builtInPackage('rule-of-law').programme;

const elements = new Map(
  askableForms(ruleOfLaw.forms)
    .flatMap((form) => form.elements)
    .map((element) => [element.code, element]),
);
const vocabulary = {
  elementOf: (code: string) => elements.get(code),
  sectionName: (code: string) => ruleOfLaw.sections?.find((section) => section.code === code)?.label,
  unitTypeName: (code: string) => labelOfType(builtInUnitTypes(), code),
  unitGroupName: (code: string) => (code === 'group_1' ? '寄宿制学校' : undefined),
};

function read(definition: IndicatorDraft, locale: Locale = 'zh-CN'): string {
  return readIndicator(definition, vocabulary, createI18n(locale));
}

function builtIn(code: string): IndicatorDraft {
  const found = ruleOfLaw.indicators.find((one) => one.code === code);
  if (!found) throw new Error(`there is no ${code}`);
  return found;
}

function changed(code: string, details: Partial<IndicatorDraft>): IndicatorDraft {
  return { ...builtIn(code), coverageFloor: '0', ...details };
}

describe('an indicator in words', () => {
  it.each([
    [
      'general_branches_split',
      '不含幼儿园的学校中，“党总支学校书记、校长分设”填“是”的学校数。每所学校取年内最近一次填报后判断，再计数。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'branches_one_person',
      '不含幼儿园的学校中，“党支部学校‘一肩挑’并配备专职副书记”填“是”的学校数。每所学校取年内最近一次填报后判断，再计数。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'letters',
      '不含幼儿园的学校的“《防欺凌致家长的一封信》发放数”合计。每所学校各期相加，再把各单位的数相加。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'key_pupils_per_1000',
      '不含幼儿园的学校中，“重点学生数”合计（取年内最近一次填报），除以“在籍学生数”合计（取年内最近一次填报），再乘以1000，即每千口径。各级都以合计除以合计，不取比率的平均；两项只取同一单位同一填报期都填报的。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'letters_per_100_pupils',
      '不含幼儿园的学校中，“《防欺凌致家长的一封信》发放数”合计（各期相加），除以“在籍学生数”合计（取年内最近一次填报），再乘以100，即每百口径。各级都以合计除以合计，不取比率的平均；两项只取同一单位同一填报期都填报的。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'lecture_events',
      '不含幼儿园的学校的“法治教育活动场次”（只计法治讲堂（讲座））合计。每所学校各期相加，再把各单位的数相加。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'vice_principal_hours_schools',
      '不含幼儿园的学校中，“法治副校长授课课时”不少于4课时的学校数。每所学校各期相加后判断，再计数。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'charters_approved',
      '不含幼儿园的学校中，“章程状态”为“已核准”的学校数。每所学校取年内最近一次填报后判断，再计数。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'charters_approved_share',
      '不含幼儿园的学校中，“章程状态”为“已核准”的学校数（取年内最近一次填报），除以填报了“章程状态”的学校数（取年内最近一次填报），再乘以100，以百分比表示。各级都以合计除以合计，不取比率的平均；两项只取同一单位同一填报期都填报的。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'schools_reporting',
      '不含幼儿园的学校中，填报了“在籍学生数”的学校数。每所学校取年内最近一次填报后判断，再计数。已报不足应报的90%的，标为“不完整”。',
    ],
    [
      'decisions_total',
      '不含幼儿园的公办学校的“‘三重一大’事项决策数”合计。每所学校各期相加，再把各单位的数相加。已报不足应报的90%的，标为“不完整”。',
    ],
  ])('%s', (code, said) => {
    expect(read(builtIn(code))).toBe(said);
  });

  it('says a list, and from whom', () => {
    expect(read(builtIn('laws_studied'))).toMatch(/^政策法规股室填报的“.+·学习的法律”，去掉重复后逐一列出。/);
    expect(read(builtIn('case_titles'))).toBe('不含幼儿园的学校填报的“题目”，去掉重复后逐一列出。各期的都计入。');
  });

  it('says means, weights, groups, types and factors', () => {
    const pupils = { element: 'pupils', take: 'sum' } as const;
    const hours = { element: 'vice_principal_hours', take: 'sum', over: 'mean' } as const;
    expect(
      read(
        changed('letters', {
          operator: { op: 'weighted_mean', of: hours, weight: pupils },
          children: { kinds: ['school'], group: 'group_1' },
        }),
      ),
    ).toBe(
      '“寄宿制学校”组中学校的“法治副校长授课课时”（取各期的平均），按“在籍学生数”（取年内最近一次填报）加权平均。只计两项都填报的单位。',
    );
    expect(
      read(
        changed('letters', {
          operator: { op: 'median', of: pupils, factor: '0.5' },
          children: { kinds: ['school'], schoolTypes: ['211', '311'], ownership: 'private' },
        }),
      ),
    ).toBe('民办小学、初级中学的“在籍学生数”中位数。每所学校取年内最近一次填报，再取各单位的中位数，再乘以0.5。');
    const { children: _children, ...everybody } = changed('letters', { operator: { op: 'max', of: pupils } });
    expect(read(everybody)).toBe('所有填报单位的“在籍学生数”最大值。每个单位取年内最近一次填报，再取各单位中最大的。');
  });

  it('says the same in English', () => {
    expect(read(builtIn('general_branches_split'), 'en')).toBe(
      'Of schools other than of the type Kindergarten, the number of schools where “General branch with two leaders” is “yes”: for each school the latest answer of the year counts. Marked as partial below 90% of what is owed.',
    );
    expect(
      read(
        changed('key_pupils_per_1000', { children: { kinds: ['school'], ownership: 'public', group: 'group_1' } }),
        'en',
      ),
    ).toBe(
      'Of public schools in the group “寄宿制学校”: the total of “Pupils at risk” (the latest answer of the year counts), divided by the total of “Pupils enrolled” (the latest answer of the year counts), per 1,000. A sum over a sum at every level, never a mean of ratios; both of the same units and periods.',
    );
  });

  it('finds words for every built-in definition, in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const definition of ruleOfLaw.indicators)
        expect([definition.code, read(definition, locale)]).toEqual([
          definition.code,
          expect.not.stringMatching(/reading\.|undefined|\{\{/),
        ]);
    }
  });
});
