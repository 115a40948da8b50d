/** A text, a name with what is before it, or anything else: as CEL has them. */
const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\.\s*[A-Za-z_]\w*|[A-Za-z_]\w*/g;

/** Functions that take a code as a text. */
const takesCode = /\b(?:valueAt|previous|lastYear|yearToDate|isAnswered|isNotApplicable)\s*\(\s*$/;

/**
 * An expression in which a code has another name: as a name of its own, and as a text where a function asks for a code.
 * A field of a row (`r.kind`) and the words of a text stay as they are.
 */
export function renameInExpression(source: string, from: string, to: string): string {
  return source.replace(token, (found, at: number) => {
    if (found === from) return to;
    const quote = found[0];
    if (quote !== '"' && quote !== "'") return found;
    return found.slice(1, -1) === from && takesCode.test(source.slice(0, at)) ? `${quote}${to}${quote}` : found;
  });
}

/** Whether an expression reads what has this code. */
export function isRead(source: string, code: string): boolean {
  return renameInExpression(source, code, `${code}_`) !== source;
}
