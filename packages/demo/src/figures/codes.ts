import { creditCheckCharacter } from '@huibao/domain';
import { seededInteger } from './seeded-number.ts';

/** An invented 统一社会信用代码 whose check character is right: public institutions are 12, private schools 52. */
export function inventedCreditCode(key: string, divisionCode: string, isPrivate: boolean): string {
  const body = String(seededInteger(`credit/${key}`, 100_000_000, 899_999_999));
  const first17 = `${isPrivate ? '52' : '12'}${divisionCode}${body}`;
  return first17 + creditCheckCharacter(first17);
}

/** An invented 学校标识码: category 21 (primary), 31 (secondary) or 11 (kindergarten), province 41, six digits. */
export function inventedSchoolCode(category: string, divisionCode: string, number: number): string {
  return `${category}41${divisionCode.slice(3)}${String(number).padStart(3, '0')}`;
}
