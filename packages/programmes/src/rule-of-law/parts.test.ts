import {
  canonicalJson,
  figureKey,
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

/** What others are measured by is never printed by itself: `domain.md`, 39. */
const unprinted = new Set(['school_basics']);
const printed = parts.filter(({ code }) => !unprinted.has(code));

/** Figures of everything but these parts. */
const figuresWithout = (...on: readonly string[]): ReadonlySet<string> =>
  new Set([...partOf].flatMap(([code, part]) => (part === undefined || on.includes(part) ? [] : [code])));

/** What a reader of a text reads of a part alone, with its figures in one state, a share in that of its parts. */
function read(part: string, state: FigureState, text: 'sections' | 'overview'): readonly string[] {
  const value = state === 'missing' ? null : state === 'zero' ? '0' : '7';
  const figures = new Map(
    ruleOfLaw.indicators.flatMap(({ code, operator }): readonly (readonly [string, IndicatorValue])[] => {
      const isShare = operator.op === 'ratio';
      const of = isShare && state === 'zero' ? null : value;
      const base = { code, texts: [], answered: value === null ? 0 : 3, expected: 10 };
      const figure = { ...base, numerator: of, denominator: isShare ? of : null, value: isShare && of ? '100' : of };
      const below = figureKey({ indicator: code, scope: { whose: 'below' } });
      return [figureKey({ indicator: code }), below].map((key) => [key, figure]);
    }),
  );
  const bare = templateWithout(ruleOfLaw.template, figuresWithout())[text] ?? [];
  const own = templateWithout(ruleOfLaw.template, figuresWithout(part))[text] ?? [];
  return own.flatMap(({ content }, place) => {
    const known = new Set(bare[place]?.content.content.map(({ attrs }) => attrs.id));
    const added = { ...content, content: content.content.filter(({ attrs }) => !known.has(attrs.id)) };
    return printedLines(printedContent(added, statesOf(figures)), ({ attrs }) => {
      const definition = indicators.get(attrs.indicator);
      const figure = figures.get(figureKey(attrs));
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
  ).toBe('a302cd9ee6ba870cb4d892b3f57d74501503661d0affa5edd8a528b450dc006c');
});

it('may be taken by a year that began without them, as its next issue', () => {
  const before = { programme: withoutParts(ruleOfLaw), glossary: [] };
  const after = { programme: ruleOfLaw, glossary: [] };
  expect(amendmentRefusals(before, after)).toEqual([]);
  expect(comparePackages(before, after).refusals).toEqual([]);
});

describe.each(parts.map((part) => [part.label.zh, part] as const))('%s', (_name, { code }) => {
  const isPrinted = !unprinted.has(code);
  const forms = ruleOfLaw.forms.filter((form) => form.part === code);
  const own = ruleOfLaw.indicators.filter((one) => partOf.get(one.code) === code);

  it('has a form, figures, and words on all of them but what is compared alone', () => {
    expect(forms.length).toBeGreaterThan(0);
    const written = new Set(ruleOfLaw.template.sections.flatMap(({ content }) => indicatorsOfProse(content)));
    const count = own.filter((one) => written.has(one.code)).length;
    if (isPrinted) expect(count).toBeGreaterThan(own.length / 2);
    else expect([own.length > 0, count]).toEqual([true, 0]);
  });

  it('counts a share as a sum over a sum', () => {
    const shares = own.filter(({ unit }) => unit.zh === '%');
    expect(shares.map(({ operator }) => operator.op)).toEqual(shares.map(() => 'ratio'));
  });
});

describe.each(printed.map((part) => [part.label.zh, part] as const))('%s', (_name, { code }) => {
  it.each(['sections', 'overview'] as const)(
    'says in %s what there was, that there was nothing, or nothing',
    (text) => {
      expect(read(code, 'some', text).join('')).toContain('7');
      expect(read(code, 'zero', text).join('')).toMatch(/未|无|0件/);
      expect(read(code, 'missing', text)).toEqual([]);
    },
  );

  it('tells of the districts how many have it, of how many', () => {
    const [words = ''] = read(code, 'some', 'overview');
    expect(words).toMatch(/方面，应报送的10个县（市、区）中，3个报送了有关数据，.*7.*。$/u);
  });
});

it('says what its words mean', () => {
  const { glossary } = builtInPackages().find(({ programme }) => programme.code === ruleOfLaw.code)!;
  expect(glossary.length).toBeGreaterThanOrEqual(parts.length);
});
