import type { Locale } from '@huibao/domain';
import type { i18n } from 'i18next';
import { areas, type Area } from './areas.ts';
import { createFrom } from './create-i18n.ts';

export type { Area } from './areas.ts';
export * from './reading.ts';

const everyday = { 'zh-CN': () => import('./zh-CN/zh-CN-everyday.ts'), en: () => import('./en/en-everyday.ts') };

interface Words {
  readonly [area: string]: object | undefined;
  readonly errors?: object;
  readonly deskErrors?: object;
}

/** What the pages that were opened so far say, beside what every page may. */
const spoken = new Set<Area>();
const loaded: Record<Locale, Map<Area | 'everyday', Words>> = { 'zh-CN': new Map(), en: new Map() };
/** Those that speak already, and learn what is loaded after them. */
const speaking = new Set<i18n>();

/** Fetches a language, once: as much of it as is spoken. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const has = loaded[locale];
  const wanted = [
    ['everyday', everyday[locale]] as const,
    ...[...spoken].map((area) => [area, areas[area][locale]] as const),
  ].filter(([part]) => !has.has(part));
  if (wanted.length === 0) return;
  await Promise.all(wanted.map(async ([part, fetch]) => has.set(part, await fetch())));
  for (const [area, words] of Object.entries(wordsOf(locale)))
    for (const instance of speaking) instance.addResourceBundle(locale, area, words);
}

/** By area, as on the server. */
function wordsOf(locale: Locale): Readonly<Record<string, object>> {
  const { errors, deskErrors, ...words }: Words = Object.fromEntries(
    [...loaded[locale].values()].flatMap((words) => Object.entries(words)),
  );
  return { ...words, errors: { ...errors, ...deskErrors } };
}

/** The words of these areas; from then on they come with every language. */
export async function loadWords(locale: Locale, ...wanted: readonly Area[]): Promise<void> {
  for (const area of wanted) spoken.add(area);
  await loadLanguage(locale);
}

export function isLoaded(locale: Locale): boolean {
  return loaded[locale].has('everyday') && [...spoken].every((part) => loaded[locale].has(part));
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
