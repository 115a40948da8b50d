import { z } from 'zod';
import { codeSchema } from '../form/schema.ts';
import { formFileName, formFileSchema, packageFormat, packageLimits, partSchemas } from '../package/package-files.ts';
import { jsonSchemas } from '../package/package-schemas.ts';
import { printJson } from '../package/print-json.ts';
import { programmeNameSchema } from '../programme/name.ts';
import { programmeParts, sectionShape } from '../programme/schema.ts';
import type { Additions } from './additions.ts';

const balances = programmeParts.template.shape.balances.unwrap();

/**
 * Files of every package of additions, in the order in which they are written; forms come after `additions.json`. It
 * says what it adds to; a package of a programme has no file of that name.
 */
export const additionsParts = {
  'additions.json': z.strictObject({
    format: z.literal(packageFormat),
    base: z.strictObject({
      programme: programmeNameSchema,
      year: z.int().min(2000).max(2100),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    forms: z.array(codeSchema).max(packageLimits.forms),
    indicatorGroups: programmeParts.indicatorGroups,
  }),
  'indicators.json': partSchemas['indicators.json'],
  'report.json': z.strictObject({
    sections: z.array(z.strictObject({ after: codeSchema, section: z.strictObject(sectionShape) })).max(200),
    balances,
  }),
  'glossary.json': partSchemas['glossary.json'],
};

/** The published JSON Schema of each file that only a package of additions has; the others are as a programme's. */
export function additionsSchemas(): ReadonlyMap<string, unknown> {
  const { 'additions.json': head, 'report.json': report } = additionsParts;
  return jsonSchemas({ 'additions.json': head, 'report.json': report });
}

export const additionsPartNames = Object.keys(additionsParts) as readonly (keyof typeof additionsParts)[];

/** A level's additions as files: the same for the same additions, wherever they were kept. */
export function writeAdditions({
  base,
  forms,
  indicatorGroups,
  indicators,
  sections,
  balances: own,
  glossary,
}: Additions): ReadonlyMap<string, string> {
  const print = (name: keyof typeof additionsParts, value: unknown): readonly [string, string] => [
    name,
    printJson(additionsParts[name].parse(value)),
  ];
  return new Map([
    print('additions.json', { format: packageFormat, base, forms: forms.map((form) => form.code), indicatorGroups }),
    ...forms.map((form) => [formFileName(form.code), printJson(formFileSchema.parse(form))] as const),
    print('indicators.json', { indicators }),
    print('report.json', { sections, balances: own }),
    print('glossary.json', { terms: glossary }),
  ]);
}
