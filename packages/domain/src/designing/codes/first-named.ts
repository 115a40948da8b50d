/** Of these codes the one that an expression names first, be it half written. */
export function firstNamed(source: string, known: ReadonlySet<string>): string | undefined {
  for (const [word] of source.matchAll(/\.\s*[A-Za-z_]\w*|[A-Za-z_]\w*/g)) if (known.has(word)) return word;
  return undefined;
}
