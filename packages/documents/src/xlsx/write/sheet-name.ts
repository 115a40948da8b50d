const maxLength = 31;

/** Names that Excel accepts: at most 31 UTF-16 units, without []:*?/\ or apostrophes at the ends, no two alike. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name, index) => {
    const clean =
      name
        .toWellFormed()
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^[\s']+|[\s']+$/g, '') || `Sheet${index + 1}`;
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : ` ${number}`;
      const candidate = cut(clean, maxLength - suffix.length) + suffix;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}

/** By whole characters. */
function cut(text: string, units: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > units) break;
    kept += character;
  }
  return kept.trimEnd();
}
