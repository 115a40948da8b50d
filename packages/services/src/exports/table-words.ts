import { formatNumber, type Locale } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { z } from 'zod';

/** The language of a workbook's words. */
export const locale = z.enum(['zh-CN', 'en']);

export const wordsIn = (language: Locale) => createI18n(language).getFixedT(null, 'exports');

/** Trailing zeros and digits beyond the indicator's own fall away; the sheet gets a number, not a text. */
export function plainNumber(value: string | null, decimals: number): string | null {
  return value === null ? null : formatNumber(value, 'en', decimals).replaceAll(',', '');
}
