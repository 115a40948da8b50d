/** A text, a name with what is before it, or anything else: as CEL has them. */
const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\.\s*[A-Za-z_]\w*|[A-Za-z_]\w*/g;

/** Functions that take a code as a text. */
const takesCode = /\b(?:valueAt|previous|lastYear|yearToDate|isAnswered|isNotApplicable)\s*\(\s*$/;

/**
 * An expression in which codes have other names: as names of their own, and as texts where a function asks for a code.
 * A field of a row (`r.kind`) and the words of a text stay as they are.
 */
export function renameInExpression(source: string, names: ReadonlyMap<string, string>): string {
  return source.replace(token, (found, at: number) => {
    const quote = found[0];
    if (quote !== '"' && quote !== "'") return names.get(found) ?? found;
    const to = names.get(found.slice(1, -1));
    return to !== undefined && takesCode.test(source.slice(0, at)) ? `${quote}${to}${quote}` : found;
  });
}

/** Whether an expression reads what has this code. */
export function isRead(source: string, code: string): boolean {
  return renameInExpression(source, new Map([[code, `${code}_`]])) !== source;
}
