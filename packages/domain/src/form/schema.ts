import { z } from 'zod';
import { codePattern, longestCode, longestSectionCode, optionCodePattern } from './code-shape.ts';
import { raiseIssues } from './definition-issue.ts';
import { findFormIssues } from './meaning.ts';
import type { DataElement, FormDefinition, Option } from './definition.ts';
import type { Localized } from '../localized.ts';
import type { UnitFilter } from '../org-unit.ts';

/** Something that is seen: no name is made of spaces, or of characters that take no room. */
export const visiblePattern = /[^\p{Z}\p{C}\s]/u;

export const localizedSchema: z.ZodType<Localized> = z.strictObject({
  zh: z.string().min(1).max(1000).regex(visiblePattern),
  en: z.string().min(1).max(2000).regex(visiblePattern),
});

export const unitSchema: z.ZodType<Localized> = z.strictObject({ zh: z.string().max(20), en: z.string().max(40) });

/** Usable as an identifier in expressions. */
export const codeSchema = z.string().regex(codePattern).max(longestCode);

/** Codes of options also stand in cell keys and filters; they may hold `-` and start with a digit. */
export const optionCodeSchema = z.string().regex(optionCodePattern).max(longestCode);

/** Of the list of types, which isn't known here: whether there is such a one is asked of a package. */
const unitTypeSchema = z
  .string()
  .regex(/^[1-9]\d{0,2}(?:\.[a-z]+_[1-9]\d*)?$/)
  .max(40);

/** A bureau's own word for a section's duty, or what a programme calls it. */
export const sectionCodeSchema = z.string().regex(optionCodePattern).max(longestSectionCode);

export const unitFilterSchema: z.ZodType<UnitFilter> = z.strictObject({
  kinds: z
    .array(z.enum(['root', 'school', 'section', 'bureau']))
    .min(1)
    .exactOptional(),
  schoolTypes: z.array(unitTypeSchema).min(1).exactOptional(),
  exceptSchoolTypes: z.array(unitTypeSchema).min(1).exactOptional(),
  ownership: z.enum(['public', 'private']).exactOptional(),
  sectionCodes: z.array(sectionCodeSchema).min(1).exactOptional(),
  group: z.string().min(1).max(40).exactOptional(),
});

const optionShape = {
  code: optionCodeSchema,
  label: localizedSchema,
  under: localizedSchema.exactOptional(),
  appliesTo: unitFilterSchema.exactOptional(),
};
export const optionSchema: z.ZodType<Option> = z.strictObject(optionShape);

const dimensionSchema = z.strictObject({
  code: codeSchema,
  label: localizedSchema,
  options: z.array(z.strictObject({ ...optionShape, fixed: z.string().min(1).max(40).exactOptional() })).min(1),
});

/** Of a cell within an element: codes of options of up to three dimensions. */
export const cellKeySchema = z.string().max(200);

/** A code, of an element or of a register's column, and a key. */
export const cellIdSchema = z.string().max(330);

const elementSchema: z.ZodType<DataElement> = z.strictObject({
  code: codeSchema,
  label: localizedSchema,
  under: z.array(localizedSchema).min(1).max(3).exactOptional(),
  hint: localizedSchema.exactOptional(),
  type: z.enum([
    'integer',
    'decimal',
    'percent',
    'money',
    'boolean',
    'choice',
    'date',
    'text',
    'narrative',
    'attachment',
  ]),
  // English has no word for some measures (个).
  unit: unitSchema.exactOptional(),
  flow: z.enum(['stock', 'flow']),
  required: z.boolean(),
  options: z.array(optionSchema).exactOptional(),
  dimension: dimensionSchema.exactOptional(),
  crossedBy: z.array(dimensionSchema).min(1).max(2).exactOptional(),
  min: z.string().exactOptional(),
  max: z.string().exactOptional(),
  decimals: z.int().min(0).max(6).exactOptional(),
  countsPersons: z.boolean().exactOptional(),
  isPersonal: z.boolean().exactOptional(),
  notApplicable: z.array(optionSchema).exactOptional(),
  calculated: z.string().min(1).exactOptional(),
  takenFrom: codeSchema.exactOptional(),
  when: z.string().min(1).exactOptional(),
  fromSensitiveRegister: codeSchema.exactOptional(),
  prefilledFrom: z.strictObject({ programme: codeSchema, form: codeSchema, element: codeSchema }).exactOptional(),
  appliesTo: unitFilterSchema.exactOptional(),
});

export const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fields'), title: localizedSchema, elements: z.array(elementSchema).min(1) }),
  z.strictObject({
    kind: z.literal('grid'),
    title: localizedSchema,
    hint: localizedSchema.exactOptional(),
    across: z.enum(['options', 'elements']),
    total: localizedSchema.exactOptional(),
    elements: z.array(elementSchema).min(1),
  }),
  z.strictObject({
    kind: z.literal('register'),
    register: z.strictObject({
      code: codeSchema,
      label: localizedSchema,
      hint: localizedSchema.exactOptional(),
      required: z.boolean(),
      carriesOver: z.boolean(),
      when: z.string().min(1).exactOptional(),
      columns: z.array(elementSchema).min(1),
    }),
  }),
]);

export const ruleSchema = z.strictObject({
  code: codeSchema,
  severity: z.enum(['error', 'warning']),
  expression: z.string().min(1),
  missing: z.enum(['skip_any', 'skip_all', 'never_skip']).exactOptional(),
  tolerance: z.string().exactOptional(),
  message: localizedSchema,
  elements: z.array(z.string()).min(1),
  perOption: z.union([z.boolean(), codeSchema]).exactOptional(),
});

const formShape = {
  code: codeSchema,
  number: localizedSchema,
  title: localizedSchema,
  shortTitle: localizedSchema,
  instructions: localizedSchema,
  part: codeSchema.exactOptional(),
  appliesTo: unitFilterSchema,
  /** None of a form that is asked no more: all that it asked is among what it retired. */
  sections: z.array(z.strictObject({ code: codeSchema, title: localizedSchema, blocks: z.array(blockSchema).min(1) })),
  rules: z.array(ruleSchema),
  retired: z.array(blockSchema).min(1).exactOptional(),
};

/** A form has sections, or what it asked before it was retired. */
function requireContent(form: Pick<FormDefinition, 'sections' | 'retired'>, ctx: z.RefinementCtx): void {
  if (form.sections.length > 0 || (form.retired ?? []).length > 0) return;
  ctx.addIssue({ code: 'too_small', origin: 'array', minimum: 1, inclusive: true, path: ['sections'], input: [] });
}

/** A form's shape alone: what `findFormIssues` takes for granted. */
export const formShapeSchema: z.ZodType<FormDefinition> = z.strictObject(formShape).superRefine(requireContent);

/**
 * A form that can be published: its shape, and its meaning (codes unique, expressions that parse, refer to known
 * elements and have the right type, no calculation in a circle). Issues carry a sentence for the form's author.
 */
export const formDefinitionSchema: z.ZodType<FormDefinition> = z
  .strictObject(formShape)
  .superRefine(requireContent)
  .superRefine((form, context) => raiseIssues(findFormIssues(form), context));
