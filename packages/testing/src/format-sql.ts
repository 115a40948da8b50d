import { format } from 'sql-formatter';

const lineWidth = 120;

/**
 * A statement as it stands in a committed snapshot (`*.sql` beside its repository): one shape, whatever spaces its
 * builder left in it, so that a reviewer sees in it only what changed.
 */
export function formatSql(statement: string): string {
  const formatted = format(statement.trim(), {
    language: 'postgresql',
    keywordCase: 'lower',
    dataTypeCase: 'lower',
    functionCase: 'lower',
    expressionWidth: lineWidth - 20,
  });
  return `${joinShortClauses(formatted.split('\n')).join('\n')}\n`;
}

/**
 * The formatter gives every clause a line of its own, and what it holds others (`limit`, then `1`). What takes only one
 * line goes beside its clause.
 */
function joinShortClauses(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let index = 0;
  while (index < lines.length) {
    const [head = '', content = '', next = ''] = lines.slice(index, index + 3);
    const isOnlyContent = indentOf(content) > indentOf(head) && indentOf(next) <= indentOf(head);
    const end = /^\s*(?:\)|end\b)/.test(next) && indentOf(next) === indentOf(head) ? next.trim() : null;
    const space = head.endsWith('(') ? '' : ' ';
    const line = `${head}${space}${content.trim()}${end === null ? '' : `${end.startsWith(')') ? '' : ' '}${end}`}`;
    if (isOnlyContent && line.length <= lineWidth && !`${head}${content}`.includes('--')) {
      joined.push(line);
      index += end === null ? 2 : 3;
    } else {
      joined.push(head);
      index += 1;
    }
  }
  return joined.length === lines.length ? joined : joinShortClauses(joined);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
