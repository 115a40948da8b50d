import type { FigureFormat } from '../figure/format.ts';
import type { CoverageCount, FigureCondition, FigureState } from '../report/condition.ts';
import type {
  BlockNode,
  FigureNode,
  InlineNode,
  PrintedInline,
  SectionContent,
  SentenceNode,
} from '../report/definition.ts';

/**
 * A figure of the prose: `unit` as printed here, the indicator's own when absent. Its id in a template
 * is its indicator's code, with what of it is said.
 */
export function figure(
  indicator: string,
  format: FigureFormat = { style: 'exact' },
  unit: string | null = null,
): FigureNode {
  const isCount = format.style === 'answered' || format.style === 'expected';
  const id = isCount ? `figure_${indicator}_${format.style}` : `figure_${indicator}`;
  return { type: 'figure', attrs: { id, indicator, format, unit } };
}

export const tenThousands: FigureFormat = { style: 'approximate', step: '10000' };
export const tens: FigureFormat = { style: 'approximate', step: '10' };
export const percent: FigureFormat = { style: 'percent', decimals: 0 };
export const oneDecimal: FigureFormat = { style: 'percent', decimals: 1 };

const inState =
  (...is: readonly FigureState[]) =>
  (...indicators: readonly string[]): readonly FigureCondition[] =>
    indicators.map((indicator) => ({ indicator, is }));

/** All of them have a value that isn't nought. */
export const some = inState('some');
export const zero = inState('zero');
/** Nought, or nobody answered. */
export const nothing = inState('zero', 'missing');

/** Anything but nought. */
export const notZero = inState('some', 'missing');

/** How many reporters a figure is of, instead of its value. */
export function counted(indicator: string, of: CoverageCount, state: FigureState): readonly FigureCondition[] {
  return [{ indicator, is: [state], of }];
}

type Part = string | PrintedInline;

/** Words printed while all of this holds. */
export function when(terms: readonly FigureCondition[], ...parts: readonly Part[]): SentenceNode {
  return { type: 'sentence', attrs: { id: idOf(terms), when: { all: terms } }, content: parts.map(inlineOf) };
}

/** Words printed while any of this holds. */
export function whenAny(terms: readonly FigureCondition[], ...parts: readonly Part[]): SentenceNode {
  return { type: 'sentence', attrs: { id: `any_${idOf(terms)}`, when: { any: terms } }, content: parts.map(inlineOf) };
}

/** The full stop of a sentence whose clauses come and go. */
export function stop(terms: readonly FigureCondition[]): SentenceNode {
  return { type: 'sentence', attrs: { id: `stop_${idOf(terms)}`, when: { all: terms } }, content: [inlineOf('。')] };
}

/** By what is asked last, which is what the words are about, and by what is asked of each. */
function idOf(terms: readonly FigureCondition[]): string {
  const last = terms.at(-1);
  const states = terms.map(({ is }) => is.join('_or_'));
  return [last?.indicator, last?.of, ...states].filter((part) => part !== undefined).join('_');
}

function inlineOf(part: Part): PrintedInline {
  return typeof part === 'string' ? { type: 'text', text: part } : part;
}

export function paragraph(...parts: readonly (Part | SentenceNode)[]): BlockNode {
  return {
    type: 'paragraph',
    content: parts.map((part): InlineNode =>
      typeof part !== 'string' && part.type === 'sentence' ? part : inlineOf(part),
    ),
  };
}

export function doc(...content: readonly BlockNode[]): SectionContent {
  return { type: 'doc', content };
}
