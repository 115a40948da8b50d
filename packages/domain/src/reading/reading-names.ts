import type { DataElement, FormDefinition, Option } from '../form/definition.ts';
import { namedKeysOf } from '../form/breakdown.ts';
import type { NamesOfOthers } from '../form/names-of-others.ts';
import { localize, type Locale } from '../localized.ts';
import { phrasesOf } from './phrases.ts';

/** What is asked under a code, as it is called; of a register its columns as well. */
export interface ReadName {
  readonly words: string;
  readonly element: DataElement | null;
  readonly columns: ReadonlyMap<string, ReadName> | null;
  /** What its keys, or the codes that are answered, are called. */
  readonly keys: ReadonlyMap<string, string>;
  readonly options: ReadonlyMap<string, string>;
}

const single = ['‘', '’'] as const;
const double = ['“', '”'] as const;

export type ReadingNames = ReadonlyMap<string, ReadName>;

/**
 * How elements and registers are called in a form's expressions: by their names, those of other forms with their
 * form's number. What is called like another has its code as well.
 */
export function readingNames(form: FormDefinition, names: NamesOfOthers, locale: Locale): ReadingNames {
  const phrases = phrasesOf[locale];
  const called = [...names.values()].map(({ form: home, asked }) => {
    const own = phrases.label(inQuotes(localize(asked.label, locale), single));
    return { asked, words: home.code === form.code ? own : phrases.ofForm(localize(home.number, locale), own) };
  });
  const words = distinctly(
    called.map(({ asked, words: one }) => [asked.code, one] as const),
    locale,
  );
  return new Map(
    called.map(({ asked }): readonly [string, ReadName] => {
      const own = words.get(asked.code) ?? '';
      if (!('columns' in asked)) return [asked.code, nameOf(asked, own, locale)];
      const columns = distinctly(
        asked.columns.map(
          ({ code, label }) => [code, phrases.label(inQuotes(localize(label, locale), single))] as const,
        ),
        locale,
      );
      const named = asked.columns.map((column) => [
        column.code,
        nameOf(column, columns.get(column.code) ?? '', locale),
      ]);
      const none: ReadonlyMap<string, string> = new Map();
      return [
        asked.code,
        { words: own, element: null, columns: new Map(named as [string, ReadName][]), keys: none, options: none },
      ];
    }),
  );
}

function nameOf(element: DataElement, words: string, locale: Locale): ReadName {
  return {
    words,
    element,
    columns: null,
    keys: optionWords(namedKeysOf(element), locale),
    options: optionWords(element.options ?? [], locale),
  };
}

function optionWords(options: readonly Option[], locale: Locale): ReadonlyMap<string, string> {
  const { text } = phrasesOf[locale];
  return distinctly(
    options.map(({ code, label }) => [code, text(inQuotes(localize(label, locale), double))] as const),
    locale,
  );
}

/** Words by code; what two codes would be called alike gets its code. */
function distinctly(
  named: readonly (readonly [code: string, words: string])[],
  locale: Locale,
): ReadonlyMap<string, string> {
  const codes = new Map<string, Set<string>>();
  for (const [code, words] of named) codes.set(words, (codes.get(words) ?? new Set()).add(code));
  return new Map(
    named.map(([code, words]) => [
      code,
      (codes.get(words)?.size ?? 0) > 1 ? phrasesOf[locale].coded(words, code) : words,
    ]),
  );
}

/**
 * A name that is itself in quotation marks: those within it would end it. Pairs become those of the other kind, as in
 * print; an apostrophe is one.
 */
function inQuotes(name: string, [open, close]: readonly [string, string]): string {
  return name
    .replaceAll(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'")
    .replaceAll(/“([^“”‘’]*)”|‘([^“”‘’]*)’|[“”‘’]/g, (_, ...[ofDouble, ofSingle]: readonly (string | undefined)[]) => {
      const within = ofDouble ?? ofSingle;
      return within === undefined ? '"' : `${open}${within}${close}`;
    });
}
