import { describe, expect, it } from 'vitest';
import { packageSchemas } from '../package-schemas.ts';
import { samplePackage } from '../sample-package.ts';
import { placeAt, recode } from './recode.ts';
import { codeSites, type SiteOfPart } from './sites.ts';

/** Texts of a package that are words, days, numbers, or codes of what isn't the programme's own. */
const noCodes =
  /[ .](?:min|max|fixed|tolerance|text|step|unit|unitName|revisionId|cell|hash|item|heading|prefilledFrom\.(?:programme|form|element)|factor|coverageFloor|times|starts|opens|due|closes|reportDue|publishDue|(?:title|upwardTitle|schoolTypes|exceptSchoolTypes)\.\*)$/;

/** Every place of a package's files where a text may stand, as its schema has it. */
function textsOf(
  schema: unknown,
  defs: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  const { $ref, type, properties, items, anyOf, oneOf, allOf } = schema as Readonly<Record<string, never>>;
  if ($ref !== undefined) {
    const name = String($ref).split('/').at(-1) ?? '';
    // Words in two languages hold no code.
    return ['localized', 'unit'].includes(name) ? [] : textsOf(defs[name], defs, path);
  }
  const alternatives = [anyOf, oneOf, allOf].flatMap((list) => (list ?? []) as readonly unknown[]);
  const closed = 'const' in (schema as object) || 'enum' in (schema as object);
  return [
    ...(type === 'string' && !closed ? [path] : []),
    ...alternatives.flatMap((one) => textsOf(one, defs, path)),
    ...Object.entries((properties ?? {}) as Readonly<Record<string, unknown>>).flatMap(([key, one]) =>
      textsOf(one, defs, [...path, key]),
    ),
    ...(items === undefined ? [] : textsOf(items, defs, [...path, 0])),
  ];
}

describe('the places of codes', () => {
  it('are all that a package’s shape has: what is neither words nor a number is known', () => {
    const unknown = [...packageSchemas()].flatMap(([file, schema]) => {
      const part = file === 'form.json' ? 'forms/one.json' : file;
      return textsOf(schema, (schema as { readonly $defs?: Readonly<Record<string, unknown>> }).$defs ?? {})
        .filter((path) => placeAt(part, path) === undefined)
        .map((path) => `${file} ${path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')}`);
    });
    expect([...new Set(unknown)].filter((place) => !noCodes.test(place))).toEqual([]);
  });

  it('are those that one walk through the whole finds, whichever pieces an edit left as they were', () => {
    const walked = (part: string, content: object): readonly SiteOfPart[] => {
      const found: SiteOfPart[] = [];
      recode(part, content, (site) => {
        found.push({ part, site });
        return site.code;
      });
      return found;
    };
    for (const form of samplePackage.programme.forms) {
      const file = `forms/${form.code}.json`;
      // Once in a list, every piece but one is known; what is before another piece moves it on.
      const [first, ...others] = form.sections;
      const moved = { ...form, sections: [...others, first, first] };
      const reworded = {
        ...form,
        sections: [{ ...first, code: 'other', blocks: first?.blocks.toReversed() }, ...others],
      };
      for (const one of [form, moved, reworded]) expect(codeSites(new Map([[file, one]]))).toEqual(walked(file, one));
    }
  });
});
