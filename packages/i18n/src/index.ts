import type { Locale } from '@huibao/domain';
import type { i18n } from 'i18next';
import type { Area } from './areas.ts';
import { createFrom } from './create-i18n.ts';
import * as en from './en/index.ts';
import * as zh from './zh-CN/index.ts';

export type { Area } from './areas.ts';
export * from './reading.ts';

/** An instance for one request, ready at once. A browser has its own (`browser.ts`), which fetches one language. */
export function createI18n(locale: Locale): i18n {
  return createFrom(locale, { 'zh-CN': zh, en });
}

/** All are here. */
export function loadLanguage(_locale: Locale): Promise<void> {
  return Promise.resolve();
}

export function loadWords(_locale: Locale, ..._areas: readonly Area[]): Promise<void> {
  return Promise.resolve();
}

export function isLoaded(_locale: Locale): boolean {
  return true;
}
