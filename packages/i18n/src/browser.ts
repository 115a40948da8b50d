import type { Locale } from '@huibao/domain';
import type { i18n } from 'i18next';
import { createFrom } from './create-i18n.ts';

export * from './reading.ts';

const loaded: Partial<Record<Locale, object>> = {};

/** Fetches a language, once. */
export async function loadLanguage(locale: Locale): Promise<void> {
  loaded[locale] ??= locale === 'en' ? await import('./en/index.ts') : await import('./zh-CN/index.ts');
}

export function isLoaded(locale: Locale): boolean {
  return loaded[locale] !== undefined;
}

/** In a language that has been loaded; in the one that is there until it is. */
export function createI18n(locale: Locale): i18n {
  const there = (Object.keys(loaded) as Locale[])[0];
  return createFrom(isLoaded(locale) ? locale : (there ?? locale), loaded);
}
