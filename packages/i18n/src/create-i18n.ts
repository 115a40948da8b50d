import type { Locale } from '@huibao/domain';
import { createInstance, type i18n } from 'i18next';
import type * as zh from './zh-CN/index.ts';

export const defaultNamespace = 'common';

export type Resources = typeof zh;

/** Every area, for a `t` that takes `area:key`. */
export type Namespaces = readonly ['common', ...(keyof Resources)[]];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: typeof defaultNamespace;
    resources: Resources;
  }
}

/** An instance that is ready at once. */
export function createFrom(locale: Locale, resources: Partial<Record<Locale, object>>): i18n {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'zh-CN',
    supportedLngs: ['zh-CN', 'en'],
    defaultNS: defaultNamespace,
    initAsync: false,
    resources: resources as Record<Locale, Resources>,
    interpolation: { escapeValue: false },
  });
  return instance;
}
