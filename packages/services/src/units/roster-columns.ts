import type { Locale, Ownership } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';

/** The roster's columns, in this order. */
export const columns = [
  'name',
  'schoolType',
  'ownership',
  'schoolCode',
  'creditCode',
  'opensOn',
  'personName',
  'username',
] as const;

export type RosterColumn = (typeof columns)[number];

export const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[];

export const wordsIn = (language: Locale) => createI18n(language).getFixedT(null, 'exports', 'roster');

export const headersIn = (language: Locale): readonly string[] => {
  const t = wordsIn(language);
  return columns.map((column) => t(`headers.${column}`));
};

/** By the word for it, in either language. */
export const ownerships: ReadonlyMap<string, Ownership> = new Map(
  locales.flatMap((language) => {
    const t = wordsIn(language);
    return (['public', 'private'] as const).map((one): [string, Ownership] => [t(`ownership.${one}`), one]);
  }),
);
