import type { Locale } from '@huibao/domain';
import type { i18n } from 'i18next';
import { createFrom } from './create-i18n.ts';

export * from './reading.ts';

const files = {
  everyday: { 'zh-CN': () => import('./zh-CN/zh-CN-everyday.ts'), en: () => import('./en/en-everyday.ts') },
  desk: { 'zh-CN': () => import('./zh-CN/zh-CN-desk.ts'), en: () => import('./en/en-desk.ts') },
};

interface Loaded {
  everyday?: { readonly errors: object };
  desk?: { readonly deskErrors: object };
}

/** What the pages that were opened so far say. */
const spoken = new Set<keyof Loaded>(['everyday']);
const loaded: Record<Locale, Loaded> = { 'zh-CN': {}, en: {} };
/** Those that speak already, and learn what is loaded after them. */
const speaking = new Set<i18n>();

/** Fetches a language, once: as much of it as is spoken. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const has = loaded[locale];
  await Promise.all([
    (async () => (has.everyday ??= await files.everyday[locale]()))(),
    spoken.has('desk') && (async () => (has.desk ??= await files.desk[locale]()))(),
  ]);
  for (const [area, words] of Object.entries(wordsOf(locale)))
    for (const instance of speaking) instance.addResourceBundle(locale, area, words);
}

/** By area, as on the server. */
function wordsOf(locale: Locale): Readonly<Record<string, object>> {
  const { everyday, desk } = loaded[locale];
  return { ...everyday, ...desk, errors: { ...everyday?.errors, ...desk?.deskErrors } };
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
    'zh-CN': wordsOf('zh-CN'),
    en: wordsOf('en'),
  });
  speaking.add(instance);
  return instance;
}
