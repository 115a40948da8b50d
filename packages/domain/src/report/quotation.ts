import { officialWording } from '../official/wording.ts';
import type { CaseNode, Quotation, QuotationNode } from './definition.ts';

/** How a quoted case says whose it is: by the school's name, or by its kind alone (某小学). */
export const caseNamings = ['named', 'anonymous'] as const;

export type CaseNaming = (typeof caseNamings)[number];

/** What a case says, with the lines that it has. */
export function wordsOfCase({ content = [] }: Pick<CaseNode | QuotationNode, 'content'>): string {
  return content.map((node) => node.text).join('');
}

/** Whether a case still says what was quoted, line by line as it prints. */
export function isAsQuoted(words: string, source: string): boolean {
  return linesOf(words).join('\n') === linesOf(source).join('\n');
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What stands before the words in print, as the bureau chose; null where nothing does. */
export function caseNameInPrint({ naming, unitName }: Quotation): string | null {
  if (naming === undefined) return null;
  return naming === 'named' ? unitName : anonymousName(unitName);
}

/** Amid a paragraph: its lines run on, and the school's name stands before them as the bureau chose. */
export function wordsInPrint(node: QuotationNode): string {
  const words = linesOf(wordsOfCase(node)).join('');
  const name = caseNameInPrint(node.attrs);
  return name === null || words === '' ? words : `${name}${words}`;
}

/** What is less than this of a name may be any school's. */
const shortestName = 4;

/** Whether words name a school: by its whole name, or as people call it, without the place in front (中站府城小学, 府城小学). */
export function namesUnit(words: string, unitName: string): boolean {
  if (words.includes(unitName)) return true;
  for (let start = 1; unitName.length - start >= shortestName; start += 1) {
    const called = unitName.slice(start);
    if (officialWording.commonInNames.test(called)) return false;
    if (words.includes(called)) return true;
  }
  return false;
}

/** 塔南路小学 → 某小学: longer kinds first, since 特殊教育学校 ends as 学校 does. */
export function anonymousName(unitName: string): string {
  const { anonymousKinds, anonymousUnit } = officialWording;
  return anonymousKinds.find(([kind]) => unitName.includes(kind))?.[1] ?? anonymousUnit;
}
