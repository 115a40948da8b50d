import { ExactDecimal } from '../exact-decimal.ts';
import { figureKey, scopeKey, type FigureKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { IndicatorDefinition, Term } from '../indicator/definition.ts';
import type { FigureNode, PrintedBlock, PrintedContent, PrintedInline, TableNode, TableRowNode } from './definition.ts';

/** What a reader of one sentence can't make agree. */
export interface FootingIssue {
  /**
   * `no_base`: a share stands without the count that it is a share of, or that it is measured against; `differs`: those
   * counts stand beside it, yet aren't the ones that it was worked out from (others answered).
   */
  readonly kind: 'no_base' | 'differs';
  readonly figureId: string;
  readonly indicator: string;
  readonly scope?: FigureScope;
  /** Which side of the share: what is counted, or what it is measured against. */
  readonly side: 'of' | 'per';
  /** The key of the count that stands beside it; null for `no_base`. */
  readonly beside: string | null;
}

/**
 * Shares whose sentence doesn't show both their parts, or shows others. Compared are the definitions' terms, then the
 * values that they were printed from: numbers alone would raise false alarms.
 * @param figures absent while only the definitions are asked, of a template.
 */
export function findFootingIssues(
  content: PrintedContent,
  indicators: ReadonlyMap<string, IndicatorDefinition>,
  figures?: ReadonlyMap<FigureKey, IndicatorValue>,
): readonly FootingIssue[] {
  return figuresBySentence(content, { withTables: false }).flatMap((sentence) =>
    sentence.flatMap((figure): readonly FootingIssue[] => {
      const definition = indicators.get(figure.attrs.indicator);
      if (definition?.operator.op !== 'ratio' || !isShare(figure, definition)) return [];
      const { of, per } = definition.operator;
      const value = figures?.get(figureKey(figure.attrs));
      return (
        [
          ['of', of, value?.numerator],
          ['per', per, value?.denominator],
        ] as const
      ).flatMap(([side, term, used]): readonly FootingIssue[] => {
        const { id: figureId, scope } = figure.attrs;
        const issue = { figureId, indicator: definition.code, ...(scope ? { scope } : {}), side };
        // A count of another term, or of last year, is none that it was worked out from.
        const beside = sentence.find(
          ({ attrs }) =>
            scopeKey(attrs.scope) === scopeKey(scope) && countsTerm(indicators.get(attrs.indicator), term, definition),
        );
        if (!beside) return [{ ...issue, kind: 'no_base', beside: null }];
        const key = figureKey(beside.attrs);
        const shown = figures?.get(key)?.numerator;
        const agrees = !used || !shown || new ExactDecimal(used).equals(shown);
        return agrees ? [] : [{ ...issue, kind: 'differs', beside: key }];
      });
    }),
  );
}

/** A part of a whole, as it is printed or defined: per cent and per mille, not so many per school. */
function isShare({ attrs }: FigureNode, { unit }: IndicatorDefinition): boolean {
  return attrs.format.style === 'percent' || attrs.format.style === 'permille' || /^[%‰]$/u.test(attrs.unit ?? unit.zh);
}

function countsTerm(counted: IndicatorDefinition | undefined, term: Term, { children }: IndicatorDefinition): boolean {
  return counted?.operator.op === 'total' && formOf(counted.operator.of, counted.children) === formOf(term, children);
}

/** The same of two terms that read the same cells of the same reporters in the same way. */
function formOf(term: Term, children: IndicatorDefinition['children']): string {
  const sorted = Object.entries({ ...term, children, keys: term.keys?.toSorted() }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return JSON.stringify(sorted);
}

/**
 * The figures of each sentence, or, if those of tables are asked for, of each row. For most purposes a table's cells
 * are no sentences: their heads say what they are.
 */
export function figuresBySentence(
  { content }: PrintedContent,
  { withTables }: { readonly withTables: boolean },
): readonly (readonly FigureNode[])[] {
  return content.flatMap((block) =>
    block.type !== 'table' ? sentencesIn(block) : withTables ? block.content.map(figuresInRow) : [],
  );
}

function figuresInRow({ content }: TableRowNode<PrintedInline>): readonly FigureNode[] {
  return content
    .flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? []))
    .filter((node) => node.type === 'figure');
}

function sentencesIn(block: Exclude<PrintedBlock, TableNode<PrintedInline>>): readonly (readonly FigureNode[])[] {
  if (block.type === 'tableTitle' || block.type === 'case') return [];
  const sentences: FigureNode[][] = [[]];
  for (const node of block.content ?? []) {
    if (node.type === 'figure') sentences.at(-1)?.push(node);
    else if (endsSentence(node)) sentences.push([]);
  }
  return sentences;
}

function endsSentence(node: PrintedInline): boolean {
  return node.type === 'text' && /[。！？]/u.test(node.text);
}

/**
 * Words that a figure and the text around it say twice, as printed: 等8部法律法规等法律法规, 17所所, 万余余万.
 * @param printed one paragraph as its reader sees it
 */
export function findDoubledWords(printed: string): readonly string[] {
  return [
    ...printed.matchAll(/等(?:\d+\p{Script=Han})?(?<named>\p{Script=Han}{2,8})等\k<named>/gu),
    ...printed.matchAll(/\d(?<unit>\p{Script=Han}{1,3}?)\k<unit>/gu),
    ...printed.matchAll(/余余|万余?万|超超|近近|[%‰][%‰]/gu),
  ].map((match) => match[0]);
}
