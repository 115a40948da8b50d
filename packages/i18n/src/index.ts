import type { Locale } from '@huibao/domain';
import { createInstance, type i18n } from 'i18next';
import * as en from './en/index.ts';
import * as zh from './zh-CN/index.ts';

export { readCondition, readStates, readWhyUnprinted } from './read-condition.ts';
export { nameWithScope, readScope } from './read-scope.ts';
export { readFinding, type ReadableFinding } from './read-finding.ts';
export { readRefusal } from './read-refusal.ts';
export { readChange, readReach, type ReadChange } from './read-change.ts';
export { defaultOver, readIndicator, type IndicatorVocabulary } from './read-indicator.ts';

export const defaultNamespace = 'common';

type Resources = typeof zh;

/** Every area, for a `t` that takes `area:key`. */
export type Namespaces = readonly ['common', ...(keyof Resources)[]];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: typeof defaultNamespace;
    resources: Resources;
  }
}

/** An instance for one request (or one browser), ready at once: resources are bundled, nothing is fetched. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'zh-CN',
    supportedLngs: ['zh-CN', 'en'],
    defaultNS: defaultNamespace,
    initAsync: false,
    resources: { 'zh-CN': zh, en },
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The best of what a browser accepts; Chinese first. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => language === 'zh' || language === 'en') === 'en' ? 'en' : 'zh-CN';
}
