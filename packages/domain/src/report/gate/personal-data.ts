import { HuibaoError } from '../../error-codes.ts';

export interface PersonalData {
  readonly kind: 'identity_number' | 'mobile_phone';
  readonly from: number;
  readonly to: number;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** 公民身份号码 (GB 11643): a date of birth inside, and a check character of the seventeen before it. */
function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/u.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return checkCharacters[sum % 11] === text[17];
}

/**
 * Identity numbers and mobile telephones in a text, however they are spaced. 个人信息保护法: a report that goes round, and
 * is then published, names nobody's.
 */
export function findPersonalData(text: string): readonly PersonalData[] {
  const plain = text
    .replaceAll(/[０-９Ｘｘ]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .toUpperCase();
  // Each run of digits as it is written, with single spaces, dots and hyphens inside.
  return [...plain.matchAll(/\+?\d(?:[ \u00a0\u3000.·—–-]?\d)*(?:[ \u3000-]?X)?/gu)].flatMap(
    (match): readonly PersonalData[] => {
      const digits = match[0].replaceAll(/[^\dX]/gu, '');
      const place = { from: match.index, to: match.index + match[0].length };
      if (isIdentityNumber(digits)) return [{ kind: 'identity_number', ...place }];
      if (/^(?:86)?1[3-9]\d{9}$/u.test(digits)) return [{ kind: 'mobile_phone', ...place }];
      return [];
    },
  );
}

/** What is written about a text (an answer, a comment, a reason) may outlive it, and repeats nobody's. */
export function refusePersonalData(text: string): void {
  if (findPersonalData(text).length > 0) throw new HuibaoError('report.answer_personal');
}

/** The middle hidden, so that a list of findings doesn't spread what it warns of. */
export function maskPersonalData(text: string): string {
  return text.length <= 8
    ? '×'.repeat(text.length)
    : `${text.slice(0, 3)}${'×'.repeat(text.length - 5)}${text.slice(-2)}`;
}
