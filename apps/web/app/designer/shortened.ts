/** A text as long as there is room for: what is too long by far is told by the check, in a line of a table. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
