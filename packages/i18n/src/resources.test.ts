import { errorKinds } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import * as en from './en/index.ts';
import { createI18n } from './index.ts';
import * as zh from './zh-CN/index.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Keys with their plural suffix taken off: Chinese has one form, English two. */
function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key.replace(/_(one|other)$/, '')}`] : keysOf(value, `${prefix}${key}.`),
  );
}

describe('resources', () => {
  it('say the same things in both languages', () => {
    expect([...new Set(keysOf(en))].sort()).toEqual([...new Set(keysOf(zh))].sort());
  });

  it('have a text for every error code, in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const i18n = createI18n(locale);
      const missing = Object.keys(errorKinds).filter(
        (code) => typeof i18n.getResource(locale, 'errors', code) !== 'string',
      );
      expect(missing).toEqual([]);
    }
  });

  it('use the same placeholders in both languages', () => {
    const flat = (tree: Tree, prefix = ''): [string, string][] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
      );
    const placeholders = (text: string): string[] =>
      [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').sort();
    const chinese = new Map(flat(zh));
    for (const [key, text] of flat(en)) {
      const twin = chinese.get(key) ?? chinese.get(key.replace(/_one$/, '_other'));
      // A singular may leave its count out.
      if (twin !== undefined && !key.endsWith('_one'))
        expect([key, ...placeholders(text)]).toEqual([key, ...placeholders(twin)]);
    }
  });
});
