// Digits that are no statistics: dates, years, titles in 《》, quotations, articles, document numbers, the police's
// number, the reminder's name.
const notFigures =
  /《[^》]*》|“[^”]*”|\d{4}\s*(?:—|–|-|至)\s*\d{4}\s*年|\d{4}\s*年(?:度)?|\d{1,2}\s*月(?:\d{1,2}\s*日)?|\d{1,2}\s*日|第[\d一二三四五六七八九十百]+[条款项章]|〔\d{4}〕\s*\d*\s*号|11530|110(?=举报|信箱|报警)/gu;

/**
 * Numbers typed by hand in one text of a report, with where they start (UTF-16): each has no lineage until it
 * is bound to an indicator.
 */
export function findTypedNumbers(text: string): readonly { readonly index: number; readonly text: string }[] {
  const masked = text.replaceAll(notFigures, (match) => '　'.repeat(match.length));
  return [...masked.matchAll(/[\d０-９][\d０-９,，.．]*\s*[万亿]?余?/gu)].map((match) => ({
    index: match.index,
    text: match[0],
  }));
}
