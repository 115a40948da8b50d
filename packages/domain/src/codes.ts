const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check of the others. Real codes that fail the check exist: warn,
 * and allow with a reason.
 */
export type CreditCodeCheck = 'valid' | 'malformed' | 'wrong_check_character';

export function checkCreditCode(code: string): CreditCodeCheck {
  const values = [...code].map((char) => creditAlphabet.indexOf(char));
  if (values.length !== 18 || values.includes(-1) || !/^\d{6}$/.test(code.slice(2, 8))) return 'malformed';
  return creditCheckCharacter(code.slice(0, 17)) === code[17] ? 'valid' : 'wrong_check_character';
}

/** The 18th character for the first 17: weights 3^(i−1) mod 31, (31 − Σ mod 31) mod 31. */
export function creditCheckCharacter(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const char of first17) {
    sum += creditAlphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31);
}

/** 学校标识码: 10 digits (2 category, 2 province, 6 sequence), without a check digit. */
export function isSchoolCode(code: string): boolean {
  return /^\d{2}(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{6}$/.test(code);
}

/**
 * Shape of a GB/T 2260 division code: province, prefecture, county. Whether it exists is a matter of the
 * register and the date.
 */
export function isDivisionCode(code: string): boolean {
  return /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}$/.test(code);
}
