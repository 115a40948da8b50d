const numeral = '〇零一二两三四五六七八九十百千万亿';
const measure =
  '(?:人次|场次|课时|学时|小时|万元|亿元|次|场|所|份|件|起|名|人|个|项|条|篇|部|期|批|户|家|间|处|套|册|本|张|台|辆|元|位|类|门)';
/** What a single numeral counts: 三次. 四个意识, 八项规定 and 两人 are turns of phrase. */
const plainMeasure = '(?:人次|场次|课时|学时|次|场|所|份|件|起|名|篇|部(?![分门署长]))';

/** A figure inside quotation marks is a figure; a name (“11530”, “1+3”) is not. */
const figureInQuotes = new RegExp(`\\d[\\d,.]*[万亿]?余?(?:${measure}|[%‰])`, 'u');

// Digits that are no statistics: titles, dates, years, articles, document numbers, telephone numbers, codes,
// numbering, the reminder's name.
const notFigures: readonly RegExp[] = [
  /《[^》]*》/gu,
  /\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)/gu,
  /\d{4}\s*(?:—|–|-|至|~|～)\s*\d{4}\s*学?年(?:度)?/gu,
  /\d{4}\s*学?年(?:度)?/gu,
  /\d{1,2}\s*月(?:\d{1,2}\s*日)?/gu,
  /\d{1,2}\s*日/gu,
  /(?<=[日午晚早晨])\s*\d{1,2}时(?:\d{1,2}分)?/gu,
  /\d{1,2}[:：]\d{2}(?!\d)/gu,
  /\d{1,2}[·•.]\d{1,2}(?=[\u4e00-\u9fa5]{0,8}日)/gu,
  /第\s*[\d〇一二三四五六七八九十百]+\s*[条款项章节次届批期号页部个]/gu,
  /〔\d{4}〕\s*\d*\s*号/gu,
  // 附表2, 附件1: which, not how many.
  new RegExp(`附[表件图录]\\s*\\d{1,2}(?![\\d.,，．%‰％万亿余])(?!\\s*${measure})`, 'gu'),
  /(?<!\d)\d{3,5}(?=\s*(?:服务)?(?:热线|电话|专线|平台|举报|报警|信箱|急救))/gu,
  /(?<=(?:热线|电话|专线)(?:号码)?[：:]?\s*)\d[\d-]{2,15}/gu,
  /(?<!\d)11530(?!\d)/gu,
  /[A-Za-z][A-Za-z/]*[ -]?\d+(?:[.-]\d+)*/gu,
  /\d(?=[GD](?![A-Za-z]))/gu,
  /(?<=[。；：])\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])/gu,
];
const numbering = /^\s*(?:\d{1,2}(?:[.．、](?!\d)|[)）])|[（(]\d{1,2}[）)])/u;

const figures: readonly RegExp[] = [
  /\d[\d,，.．]*\s*[万亿]?余?[%‰％]?/gu,
  new RegExp(`[百千万]分之[${numeral}点]+|百分百|[${numeral}]+分之[${numeral}]+`, 'gu'),
  new RegExp(`(?<![第${numeral}])[${numeral}]{2,}[余多]?(?=${measure})`, 'gu'),
  new RegExp(`(?<![第${numeral}])[二两三四五六七八九十百千万][余多]?(?=${plainMeasure})`, 'gu'),
  new RegExp(`[数上近几][十百千万]+[余多]?(?=${measure})`, 'gu'),
];

export interface TypedNumber {
  /** UTF-16, in the text that was given. */
  readonly index: number;
  readonly text: string;
}

/**
 * Numbers typed by hand in one text of a report: each has no lineage until it is bound to an indicator, or its source
 * is told.
 * @param isStart whether the text begins a paragraph: then “1.” is its numbering.
 */
export function findTypedNumbers(text: string, isStart = true): readonly TypedNumber[] {
  const plain = text.replaceAll(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const blank = (match: string): string => '　'.repeat(match.length);
  let masked = plain.replaceAll(/“[^”]*”/gu, (quoted) => (figureInQuotes.test(quoted) ? quoted : blank(quoted)));
  if (isStart) masked = masked.replace(numbering, blank);
  for (const pattern of notFigures) masked = masked.replaceAll(pattern, blank);
  const found = figures
    .flatMap((pattern) => [...masked.matchAll(pattern)])
    .map((match) => ({ index: match.index, end: match.index + match[0].trimEnd().length }))
    .toSorted((a, b) => a.index - b.index || b.end - a.end);
  let last = 0;
  return found.flatMap(({ index, end }) => {
    if (index < last) return [];
    last = end;
    return [{ index, text: text.slice(index, end) }];
  });
}
