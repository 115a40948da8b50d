import {
  findDoubledWords,
  findFootingIssues,
  printedContent,
  type FigureNode,
  type FigureScope,
  type IndicatorValue,
  type PrintedContent,
  type PrintedInline,
} from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { ruleOfLaw } from './rule-of-law.ts';

const { template } = ruleOfLaw;

const indicators = new Map(ruleOfLaw.indicators.map((indicator) => [indicator.code, indicator]));

const percent = (indicator: string, scope?: FigureScope): FigureNode => ({
  type: 'figure',
  attrs: {
    id: indicator,
    indicator,
    format: { style: 'percent', decimals: 1 },
    unit: null,
    ...(scope ? { scope } : {}),
  },
});
const count = (indicator: string, scope?: FigureScope): FigureNode => ({
  type: 'figure',
  attrs: { id: indicator, indicator, format: { style: 'exact' }, unit: null, ...(scope ? { scope } : {}) },
});
const said = (...parts: readonly (string | FigureNode)[]): PrintedContent => ({
  type: 'doc',
  version: 2,
  content: [
    {
      type: 'paragraph',
      attrs: { id: 'p' },
      content: parts.map((part): PrintedInline => (typeof part === 'string' ? { type: 'text', text: part } : part)),
    },
  ],
});
const value = (code: string, numerator: string, denominator: string | null = null): [string, IndicatorValue] => [
  code,
  { code, numerator, denominator, value: numerator, texts: [], answered: 1, expected: 1 },
];

/** Each has a value. */
const everyFigure = () => 'some' as const;

describe('a sentence foots for its reader', () => {
  it('in every section of the built-in template', () => {
    for (const { content, code } of [...template.sections, ...(template.overview ?? [])])
      expect(findFootingIssues(printedContent(content, everyFigure), indicators), code).toEqual([]);
  });

  it('only by counts of its own part of time', () => {
    const issuesOf = (of: FigureScope | undefined, per: FigureScope | undefined, share: FigureScope | undefined) =>
      findFootingIssues(
        said(
          '应整改',
          count('problems_due', per),
          '，整改到位',
          count('problems_fixed', of),
          '，整改率',
          percent('rectified_share', share),
          '。',
        ),
        indicators,
      ).map(({ kind, side }) => `${kind} ${side}`);
    const spring = { period: 'spring' };
    expect(issuesOf(spring, spring, spring)).toEqual([]);
    expect(issuesOf(undefined, undefined, undefined)).toEqual([]);
    expect(issuesOf(undefined, undefined, spring)).toEqual(['no_base of', 'no_base per']);
    expect(issuesOf({ year: 'last' }, { year: 'last' }, undefined)).toEqual(['no_base of', 'no_base per']);
  });

  it('not where a share of 191 stands beside the 184 that were found', () => {
    const sentence = said(
      '发现问题',
      count('problems_found'),
      '，整改到位',
      count('problems_fixed'),
      '，整改率',
      percent('rectified_share'),
      '。',
    );
    expect(findFootingIssues(sentence, indicators)).toEqual([
      { kind: 'no_base', figureId: 'rectified_share', indicator: 'rectified_share', side: 'per', beside: null },
    ]);
  });

  it('not where the base stands in the sentence before', () => {
    const sentences = said(
      '应整改问题',
      count('problems_due'),
      '，整改到位',
      count('problems_fixed'),
      '。整改率',
      percent('rectified_share'),
      '。',
    );
    expect(findFootingIssues(sentences, indicators).map((issue) => issue.side)).toEqual(['of', 'per']);
  });

  it('not where the counts beside a share come from more reporters than it', () => {
    const sentence = said(count('problems_due'), count('problems_fixed'), percent('rectified_share'));
    const figures = new Map([
      value('problems_due', '191'),
      value('problems_fixed', '182'),
      value('rectified_share', '175', '191'),
    ]);
    expect(findFootingIssues(sentence, indicators, figures)).toEqual([
      {
        kind: 'differs',
        figureId: 'rectified_share',
        indicator: 'rectified_share',
        side: 'of',
        beside: 'problems_fixed',
      },
    ]);
    figures.set(...value('rectified_share', '182', '191'));
    expect(findFootingIssues(sentence, indicators, figures)).toEqual([]);
  });

  it('not where the count beside a share is of other schools', () => {
    const all = { ...indicators.get('decisions_total')!, children: { kinds: ['school' as const] } };
    const others = new Map(indicators).set('decisions_total', all);
    const sentence = said(count('decisions_total'), count('decisions_collective'), percent('collective_share'));
    expect(findFootingIssues(sentence, others).map((issue) => issue.side)).toEqual(['per']);
  });

  it('asks nothing of what is per school or per pupil', () => {
    expect(findFootingIssues(said(count('attendances_per_pupil')), indicators)).toEqual([]);
  });
});

describe('doubled words', () => {
  it.each([
    ['学习《行政复议法》《学前教育法》等8部法律法规等法律法规的学习', '等8部法律法规等法律法规'],
    ['17所所学校完成', '7所所'],
    ['发放2万余余份', '余余'],
    ['整改率95.3%%', '%%'],
  ])('are found in %s', (text, found) => {
    expect(findDoubledWords(text)).toEqual([found]);
  });

  it.each([
    '等8部法律法规的学习',
    '4所党总支部学校完成书记、校长分设',
    '开展活动460余场次',
    '应整改问题191项（上年结转7项、自查发现184项）',
    '2830人次，观看人次',
  ])('are none in %s', (text) => expect(findDoubledWords(text)).toEqual([]));
});
