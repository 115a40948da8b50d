/** A text of a definition (label, hint, message) in every language the product speaks. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

export type Locale = 'zh-CN' | 'en';

export const locales: readonly Locale[] = ['zh-CN', 'en'];

export function localize(text: Localized, locale: Locale): string {
  return locale === 'en' ? text.en : text.zh;
}
