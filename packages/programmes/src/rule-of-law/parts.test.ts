import {
  canonicalJson,
  formatFigure,
  indicatorsOfProse,
  partsOfIndicators,
  printedContent,
  printedLines,
  statesOf,
  templateWithout,
  withoutParts,
  type FigureState,
  type IndicatorValue,
} from '@huibao/domain';
import { amendmentRefusals, comparePackages } from '@huibao/domain/package';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { builtInPackages } from '../built-in.ts';
import { ruleOfLaw } from './rule-of-law.ts';

const { parts = [] } = ruleOfLaw;
const partOf = partsOfIndicators(ruleOfLaw);
const indicators = new Map(ruleOfLaw.indicators.map((one) => [one.code, one]));

/** Figures of everything but these parts. */
const figuresWithout = (...on: readonly string[]): ReadonlySet<string> =>
  new Set([...partOf].flatMap(([code, part]) => (part === undefined || on.includes(part) ? [] : [code])));

/** What a reader reads of a part alone, with its figures in one state, a share in that of its parts. */
function read(part: string, state: FigureState): readonly string[] {
  const value = state === 'missing' ? null : state === 'zero' ? '0' : '7';
  const figures = new Map(
    ruleOfLaw.indicators.map(({ code, operator }): readonly [string, IndicatorValue] => {
      const isShare = operator.op === 'ratio';
      const of = isShare && state === 'zero' ? null : value;
      const base = { code, texts: [], answered: value === null ? 0 : 3, expected: 3 };
      return [code, { ...base, numerator: of, denominator: isShare ? of : null, value: isShare && of ? '100' : of }];
    }),
  );
  const bare = templateWithout(ruleOfLaw.template, figuresWithout());
  const own = templateWithout(ruleOfLaw.template, figuresWithout(part));
  return own.sections.flatMap(({ content }, place) => {
    const known = new Set(bare.sections[place]?.content.content.map(({ attrs }) => attrs.id));
    const added = { ...content, content: content.content.filter(({ attrs }) => !known.has(attrs.id)) };
    return printedLines(printedContent(added, statesOf(figures)), ({ attrs }) => {
      const definition = indicators.get(attrs.indicator);
      const figure = figures.get(attrs.indicator);
      if (!definition || !figure) throw new RangeError(attrs.indicator);
      return formatFigure(figure, attrs.format, attrs.unit ?? definition.unit.zh, definition.decimals);
    }).flatMap(({ text }) => (text === '' ? [] : [text]));
  });
}

it('is what it was for whoever switches nothing on', () => {
  expect(
    createHash('sha256')
      .update(canonicalJson(withoutParts(ruleOfLaw)))
      .digest('hex'),
  ).toBe('3deddb809580e09d3c4dab35efc2d109e7301dfcdc10d177d59d83bb34ae36ce');
});

it('may be taken by a year that began without them, as its next issue', () => {
  const before = { programme: withoutParts(ruleOfLaw), glossary: [] };
  const after = { programme: ruleOfLaw, glossary: [] };
  expect(amendmentRefusals(before, after)).toEqual([]);
  expect(comparePackages(before, after).refusals).toEqual([]);
});

describe.each(parts.map((part) => [part.label.zh, part] as const))('%s', (_name, { code }) => {
  const forms = ruleOfLaw.forms.filter((form) => form.part === code);
  const own = ruleOfLaw.indicators.filter((one) => partOf.get(one.code) === code);

  it('has a form, figures, and words on all of them but what is compared alone', () => {
    expect(forms.length).toBeGreaterThan(0);
    const written = new Set(ruleOfLaw.template.sections.flatMap(({ content }) => indicatorsOfProse(content)));
    const unwritten = own.filter((one) => !written.has(one.code)).map((one) => one.code);
    expect(own.length - unwritten.length).toBeGreaterThan(own.length / 2);
  });

  it('counts a share as a sum over a sum', () => {
    const shares = own.filter(({ unit }) => unit.zh === '%');
    expect(shares.map(({ operator }) => operator.op)).toEqual(shares.map(() => 'ratio'));
  });

  it('says what there was, says that there was nothing, and says nothing where nobody answered', () => {
    expect(read(code, 'some').join('')).toContain('7');
    const nothing = read(code, 'zero').join('');
    expect(nothing).toMatch(/未|无|0件/);
    expect(read(code, 'missing')).toEqual([]);
  });
});

it('says what its words mean', () => {
  const { glossary } = builtInPackages().find(({ programme }) => programme.code === ruleOfLaw.code)!;
  expect(glossary.length).toBeGreaterThanOrEqual(parts.length);
});
