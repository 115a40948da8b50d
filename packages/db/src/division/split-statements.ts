/** Comments, what stands in quotes of any kind, ends of statements, and all else. */
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^;'"$/-]+|[\s\S]/g;

/**
 * The statements of a file of SQL, in their order: a divided database (Citus) takes several in one message only where
 * none of them goes to other nodes.
 */
export function splitStatements(text: string): readonly string[] {
  const statements = [''];
  for (const [part] of text.matchAll(token)) {
    if (part === ';') statements.push('');
    else if (!part.startsWith('--')) statements.push(`${statements.pop() ?? ''}${part}`);
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
