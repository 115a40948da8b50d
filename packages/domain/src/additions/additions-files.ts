import { z } from 'zod';
import { codeSchema } from '../form/schema.ts';
import { formFileName } from '../package/form-file.ts';
import { formFileSchema, packageFormat, packageLimits, partSchemas } from '../package/package-files.ts';
import { jsonSchemas } from '../package/package-schemas.ts';
import { printJson } from '../package/print-json.ts';
import { programmeNameSchema } from '../programme/name-schema.ts';
import { programmeParts, sectionShape } from '../programme/schema.ts';
import { someWordsSchema, wordsSchema } from '../report/section-schema.ts';
import { longestId } from '../report/definition.ts';
import { withNames, type Additions } from './additions.ts';

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
    // Left out where there are none, as in a programme's own file.
    sections: programmeParts.sections,
    unitGroups: programmeParts.unitGroups,
    forms: z.array(codeSchema).max(packageLimits.forms),
    indicatorGroups: programmeParts.indicatorGroups,
  }),
  'indicators.json': partSchemas['indicators.json'],
  'report.json': z.strictObject({
    sections: z
      .array(
        z.strictObject({
          after: codeSchema,
          in: z.enum(['sections', 'overview']).exactOptional(),
          section: z.strictObject(sectionShape),
        }),
      )
      .max(200),
    // Left out where there are none, so that what was written before there were any is written as it was.
    wordings: z
      .array(
        z.strictObject({
          in: z.enum(['sections', 'overview']),
          section: codeSchema,
          block: z.string().min(1).max(longestId),
          over: wordsSchema,
          words: someWordsSchema,
        }),
      )
      .min(1)
      .max(400)
      .exactOptional(),
    order: z.array(codeSchema).min(2).max(200).exactOptional(),
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
export function writeAdditions(additions: Additions): ReadonlyMap<string, string> {
  return new Map([...additionsValues(additions)].map(([name, value]) => [name, printJson(value)]));
}

/** What the files hold, by their names, in their order. */
export function additionsValues({
  base,
  askedSections,
  unitGroups,
  forms,
  indicatorGroups,
  indicators,
  sections,
  wordings,
  order,
  balances: own,
  glossary,
}: Additions): ReadonlyMap<string, unknown> {
  const value = (name: keyof typeof additionsParts, part: unknown): readonly [string, unknown] => [
    name,
    additionsParts[name].parse(part),
  ];
  return new Map([
    value('additions.json', {
      format: packageFormat,
      base,
      ...withNames('sections', askedSections),
      ...withNames('unitGroups', unitGroups),
      forms: forms.map((form) => form.code),
      indicatorGroups,
    }),
    ...forms.map((form) => [formFileName(form.code), formFileSchema.parse(form)] as const),
    value('indicators.json', { indicators }),
    value('report.json', {
      sections,
      ...(wordings.length > 0 ? { wordings } : {}),
      ...(order.length > 0 ? { order } : {}),
      balances: own,
    }),
    value('glossary.json', { terms: glossary }),
  ]);
}
