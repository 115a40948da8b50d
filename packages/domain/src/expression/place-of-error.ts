import { ExpressionError, type ExpressionErrorCode } from './error.ts';
import { parseExpression } from './parse.ts';

/** From one character of an expression to before another. */
export interface ExpressionPlace {
  readonly from: number;
  readonly to: number;
}

/** Where in an expression that is which is wrong with it; null of what is wrong with all of it. */
export function placeOfError(source: string, code: ExpressionErrorCode, detail: string): ExpressionPlace | null {
  if (code === 'syntax') return placeOfSyntax(source);
  const word = code === 'unsupported' ? detail.replace(/\(.*$/s, '') : detail;
  if (!['unknown_name', 'unknown_field', 'unsupported'].includes(code) || !/^\w+$/.test(word)) return null;
  const isMember = ({ from }: ExpressionPlace): boolean => source[from - 1] === '.';
  const found = placesOfWord(source, word).filter(
    (place) => code === 'unsupported' || isMember(place) === (code === 'unknown_field'),
  );
  // A name that stands as a text may be a text and nothing else.
  return found.find(({ from }) => /\w/.test(source[from] ?? '')) ?? found[0] ?? null;
}

function placeOfSyntax(source: string): ExpressionPlace | null {
  try {
    parseExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (error.from !== null) return { from: Math.min(error.from, source.length), to: source.length };
  }
  return null;
}

/** Of a name, or of a code that stands as a text. */
function placesOfWord(source: string, word: string): readonly ExpressionPlace[] {
  return [...source.matchAll(/"[^"\n]*"|'[^'\n]*'|[A-Za-z_]\w*/g)].flatMap(({ 0: found, index }) => {
    const isText = /^["']/.test(found);
    const written = isText ? found.slice(1, -1) : found;
    return written === word ? [{ from: index, to: index + found.length }] : [];
  });
}
