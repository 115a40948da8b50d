import { ExpressionError, parseCellId, parseExpression } from '@huibao/domain';
import { useEffect, useRef, type RefObject } from 'react';

/** Marks the chosen question in the trial, and what the chosen expression reads. */
export function useMarkedCells(
  body: RefObject<HTMLElement | null>,
  chosen: string | undefined,
  expressions: readonly string[],
  /** What is drawn: marked anew when it changes. */
  drawn: unknown,
): void {
  const named = expressions.flatMap((source) => [...codesRead(source)]).join(' ');
  const shown = useRef('');
  useEffect(() => {
    const marked = [
      ...(chosen === undefined ? [] : [[piecesOf(body.current, chosen), 'data-chosen'] as const]),
      ...named
        .split(' ')
        .filter((code) => code !== '' && code !== chosen)
        .map((code) => [piecesOf(body.current, code), 'data-named'] as const),
    ];
    for (const [pieces, mark] of marked) for (const piece of pieces) piece.toggleAttribute(mark, true);
    // What is typed about it doesn't scroll it.
    const about = chosen ?? named;
    if (shown.current !== about)
      marked.find(([pieces]) => pieces.length > 0)?.[0][0]?.scrollIntoView({ block: 'nearest' });
    shown.current = about;
    return () => {
      for (const [pieces, mark] of marked) for (const piece of pieces) piece.removeAttribute(mark);
    };
  }, [body, chosen, named, drawn]);
}

/** The lines, or cells of a table, in which an element stands. */
function piecesOf(body: HTMLElement | null, code: string): readonly Element[] {
  return [...(body?.querySelectorAll(`[data-cell^="${CSS.escape(code)}"]`) ?? [])]
    .filter((cell) => parseCellId(cell.getAttribute('data-cell') ?? '').code === code)
    .flatMap((cell) => cell.closest('.merged td') ?? cell.closest('tr, section') ?? []);
}

/** None of an expression that can't be read yet. */
export function codesRead(source: string): ReadonlySet<string> {
  try {
    const { names, cellCodes } = parseExpression(source);
    return new Set([...names, ...cellCodes]);
  } catch (error) {
    if (error instanceof ExpressionError) return new Set();
    throw error;
  }
}
