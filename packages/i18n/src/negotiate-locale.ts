import type { Locale } from '@huibao/domain';

/** The best of what a browser accepts; Chinese first. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => language === 'zh' || language === 'en') === 'en' ? 'en' : 'zh-CN';
}
