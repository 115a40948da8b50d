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

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
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

  it('say one of a thing as one in English', () => {
    // A number before a plural: of what is never one (a limit, the whole that something is of), or in a form for each.
    const plural =
      /(?<!(?:most|least|first|than|of|between) )\{\{(\w+)\}\} (?:(?:more|[a-z]+ed|empty) )?(?!is\b|was\b|this\b|its\b)(?:[a-z]+[^s\W]s|are|have)\b/;
    const words = new Set([
      'no',
      'row',
      'year',
      'name',
      'names',
      'label',
      'date',
      'by',
      'unit',
      'element',
      'number',
      'now',
      'times',
      'from',
    ]);
    const found = flat(en).filter(([key, text]) => {
      const [, param = ''] = plural.exec(text) ?? [];
      return param !== '' && !words.has(param) && !/_(?:one|other)$/.test(key);
    });
    expect(found).toEqual([]);
    const keys = new Set(flat(en).map(([key]) => key));
    expect([...keys].filter((key) => key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one')))).toEqual([]);
  });

  it('use the same placeholders in both languages', () => {
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
