import type { Locale } from '@huibao/domain';
import type { i18n } from 'i18next';
import { createFrom } from './create-i18n.ts';

export * from './reading.ts';

const files = {
  everyday: { 'zh-CN': () => import('./zh-CN/zh-CN-everyday.ts'), en: () => import('./en/en-everyday.ts') },
  desk: { 'zh-CN': () => import('./zh-CN/zh-CN-desk.ts'), en: () => import('./en/en-desk.ts') },
};

/** What the pages that were opened so far say. */
const spoken = new Set<keyof typeof files>(['everyday']);
const loaded: Record<Locale, Partial<Record<keyof typeof files, object>>> = { 'zh-CN': {}, en: {} };
/** Those that speak already, and learn what is loaded after them. */
const speaking = new Set<i18n>();

/** Fetches a language, once: as much of it as is spoken. */
export async function loadLanguage(locale: Locale): Promise<void> {
  await Promise.all(
    [...spoken].map(async (part) => {
      loaded[locale][part] ??= await files[part][locale]();
      for (const [area, words] of Object.entries(loaded[locale][part]))
        for (const instance of speaking) instance.addResourceBundle(locale, area, words);
    }),
  );
}

/** The words of a bureau's and a city's work; from then on they come with every language. */
export async function loadDeskWords(locale: Locale): Promise<void> {
  spoken.add('desk');
  await loadLanguage(locale);
}

export function isLoaded(locale: Locale): boolean {
  return [...spoken].every((part) => loaded[locale][part] !== undefined);
}

/** In a language that has been loaded; in the one that is there until it is. */
export function createI18n(locale: Locale): i18n {
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const instance = createFrom(isLoaded(locale) || !isLoaded(other) ? locale : other, {
    'zh-CN': { ...loaded['zh-CN'].everyday, ...loaded['zh-CN'].desk },
    en: { ...loaded.en.everyday, ...loaded.en.desk },
  });
  speaking.add(instance);
  return instance;
}
