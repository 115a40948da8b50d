import {
  figureKey,
  figuresOf,
  findDoubledWords,
  findFootingIssues,
  formatFigure,
  indicatorsOfProse,
  onceEach,
  printedContent,
  printedLines,
  statesOf,
  usedFigures,
  type BlockNode,
  type FigureState,
  type IndicatorDefinition,
  type IndicatorValue,
  type TemplateSection,
  type Term,
} from '@huibao/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOfLaw } from './rule-of-law.ts';

const indicators = new Map(ruleOfLaw.indicators.map((one) => [one.code, one]));
const template: Readonly<Record<string, readonly TemplateSection[]>> = {
  bureau: ruleOfLaw.template.sections,
  overview: ruleOfLaw.template.overview ?? [],
};

const usedIn = onceEach((block: BlockNode) => usedFigures({ type: 'doc', version: 2, content: [block] }));
const namedIn = (block: BlockNode): readonly string[] => usedIn(block).map(({ indicator }) => indicator);

type States = ReadonlyMap<string, FigureState>;

const valueIn = (state: FigureState): string | null => (state === 'missing' ? null : state === 'zero' ? '0' : '20436');

/** A figure in this state; a share is of its parts, as the roll-up has it. */
function figureOf(definition: IndicatorDefinition, states: States): IndicatorValue {
  const { code, operator } = definition;
  const own = valueIn(states.get(code) ?? 'some');
  const base = { code, texts: [], answered: own === null ? 0 : 8, expected: 10 };
  if (operator.op === 'list')
    return {
      ...base,
      numerator: null,
      denominator: null,
      value: own === null ? null : own === '0' ? '0' : '4',
      texts: own === null || own === '0' ? [] : ['甲', '乙', '丙', '丁'],
    };
  if (operator.op !== 'ratio') return { ...base, numerator: own, denominator: null, value: own };
  const [of = null, per = null] = (sidesOf.get(code) ?? []).map((count) => partOf(count, states));
  const isWhole = of !== null && per !== null && per !== '0';
  return {
    ...base,
    numerator: isWhole ? of : null,
    denominator: isWhole ? per : null,
    value: isWhole ? (of === '0' ? '0' : '100') : null,
  };
}

const countOf = new Map(
  ruleOfLaw.indicators.flatMap(({ code, operator, children }) =>
    operator.op === 'total' ? [[JSON.stringify([operator.of, children]), code] as const] : [],
  ),
);

/** By a share, the counts that are of the same answers as its sides; none where no count takes them. */
const sidesOf = new Map(
  ruleOfLaw.indicators.map(({ code, operator, children }) => {
    const countsOf = (term: Term): string | undefined => countOf.get(JSON.stringify([term, children]));
    return [code, operator.op === 'ratio' ? [countsOf(operator.of), countsOf(operator.per)] : []] as const;
  }),
);

/** Those that no count takes have a value. */
function partOf(count: string | undefined, states: States): string | null {
  return valueIn((count !== undefined && states.get(count)) || 'some');
}

/** Of those that a text names, of all or of whom it says, by their keys. */
function figuresIn(sections: readonly TemplateSection[], states: States): ReadonlyMap<string, IndicatorValue> {
  return new Map(
    sections
      .flatMap(({ content }) => content.content.flatMap(usedIn))
      .flatMap((one) => {
        const definition = indicators.get(one.indicator);
        return definition ? [[figureKey(one), figureOf(definition, states)] as const] : [];
      }),
  );
}

/** Every paragraph of a text as its reader sees it, with these figures. */
function read(sections: readonly TemplateSection[], states: States): readonly string[] {
  const figures = figuresIn(sections, states);
  return sections.flatMap(({ content }) =>
    printedLines(printedContent(content, statesOf(figures)), ({ attrs }) => {
      const definition = indicators.get(attrs.indicator);
      const figure = figures.get(figureKey(attrs));
      if (!definition || !figure) throw new RangeError(attrs.indicator);
      return formatFigure(figure, attrs.format, attrs.unit ?? definition.unit.zh, definition.decimals);
    }).map((line) => line.text),
  );
}

/** What the field reports as a number though it is none: left out, it would be taken for not reported. */
const nought = /行政(?:处罚|强制)0件/gu;

/** What no reader should have to read. */
const absurd: readonly RegExp[] = [
  /—/u,
  // Nought is told in words, or not at all.
  /(?<![\d.万亿{])0(?:\.0+)?(?![\d.])/u,
  /等\d*\p{Script=Han}?0|、等|^等/u,
  // Marks of sentences whose words have gone.
  /[，、；：（][，、；。）]|。[，、；。）]|^[，、；。）]|（）|[，、；]$/u,
];

function expectReadable(sections: readonly TemplateSection[], states: States): void {
  const figures = figuresIn(sections, states);
  for (const line of read(sections, states)) {
    const worded = line.replaceAll(nought, '');
    for (const sign of absurd) expect(worded).not.toMatch(sign);
    expect(findDoubledWords(line)).toEqual([]);
  }
  for (const { content } of sections)
    expect(findFootingIssues(printedContent(content, statesOf(figures)), indicators, figures)).toEqual([]);
}

/** The blocks whose words depend on a figure: no other reads otherwise by its state. */
function withOnly({ content, ...section }: TemplateSection, code: string): TemplateSection {
  const blocks = content.content.filter((block) => {
    return namedIn(block).some((one) => one === code || sidesOf.get(one)?.includes(code));
  });
  return { ...section, content: { ...content, content: blocks } };
}

describe.each(Object.entries(template))('the %s template', (_name, sections) => {
  const asked = [...new Set(sections.flatMap(({ content }) => indicatorsOfProse(content)))];

  it.each(asked.flatMap((code) => [[code, 'zero'] as const, [code, 'missing'] as const]))(
    'reads well where %s is %s',
    (code, state) =>
      expectReadable(
        sections.map((section) => withOnly(section, code)),
        new Map([[code, state]]),
      ),
  );

  it.each(['some', 'zero', 'missing'] as const)('reads well where every figure is %s', (state) => {
    expectReadable(sections, new Map(asked.map((code) => [code, state])));
  });

  it('reads well with any figures missing or nought at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<FigureState>('some', 'zero', 'missing'), {
          minLength: asked.length,
          maxLength: asked.length,
        }),
        (states) => expectReadable(sections, new Map(asked.map((code, index) => [code, states[index] ?? 'some']))),
      ),
      { numRuns: 300 },
    );
  });

  it('prints every figure that it holds where all have a value', () => {
    const states = statesOf(figuresIn(sections, new Map()));
    for (const { content } of sections) expect(figuresOf(printedContent(content, states))).toEqual(figuresOf(content));
  });
});

describe('in an official’s words', () => {
  const line = (states: Readonly<Record<string, FigureState>>, sections = ruleOfLaw.template.sections): string =>
    read(sections, new Map(Object.entries(states))).join('\n');

  it.each<[string, FigureState, string]>([
    ['admission_complaints', 'zero', '学校公开招生结果，未收到招生投诉。'],
    ['documents_issued', 'zero', '全年未制发行政规范性文件。'],
    ['documents_in_force', 'zero', '年末无现行有效的行政规范性文件。'],
    ['bureau_decisions', 'zero', '局机关全年无“三重一大”决策事项。'],
    ['inspection_problems_due', 'zero', '，未发现需整改的问题'],
    ['inspection_problems_brought_in', 'zero', '应整改问题20436项（均为本年发现），整改到位'],
    ['problems_found', 'zero', '应整改问题20436项（均为上年结转），整改到位'],
    ['problems_fixed', 'zero', '（上年结转20436项、自查发现20436项），尚未整改到位，建章立制'],
    ['fees_prepaid', 'zero', '；年末无预收费余额；发生“卷钱跑路”事件20436起。'],
    ['absconding_cases', 'zero', '，按金额计算的监管率100%，杜绝其卷钱跑路现象。'],
    ['key_pupils_lost', 'zero', '疑似辍学20436人，未发现失踪失联学生，加强'],
    ['laws_studied', 'missing', '学法促用法。'],
    ['case_titles', 'zero', '主题普法教育活动。'],
    ['charters_revised', 'missing', '落地见效，20436所学校建立议事决策制度，'],
  ])('%s, %s', (code, state, words) => expect(line({ [code]: state })).toContain(words));

  it('says that neither suspected drop-outs nor missing pupils were found, once', () => {
    const words = line({ key_pupils_suspected: 'zero', key_pupils_lost: 'zero' });
    expect(words).toContain('送教上门20436人，未发现疑似辍学、失踪失联学生，加强');
    expect(words.match(/未发现(?:疑似|失踪)/gu)).toHaveLength(1);
  });

  it('says of how many districts the overview is', () => {
    const overview = ruleOfLaw.template.overview ?? [];
    expect(line({}, overview)).toContain('应报送10个县（市、区），已报送并接收8个，未报送或未经接收的不在其内。');
    expect(line({ schools_reporting: 'missing' }, overview)).toContain(
      '应报送10个县（市、区），尚无已接收的报送，未报送或未经接收的不在其内。',
    );
  });
});
