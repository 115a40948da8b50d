import type { Locale } from '@huibao/domain';

/** The one that the page came in, or was turned to. The server has them all, and no page. */
export function languageOfPage(): Locale {
  return typeof document !== 'undefined' && document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
}
