import { z } from 'zod';
import {
  codeSchema,
  formShapeSchema,
  localizedSchema,
  optionSchema,
  sectionCodeSchema,
  unitFilterSchema,
  unitSchema,
} from '../form/schema.ts';
import { issuesWithin, raiseIssues } from '../form/definition-issue.ts';
import { findFormIssues } from '../form/meaning.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { mostPeriods } from '../calendar/programme-calendar.ts';
import type { IndicatorDraft } from '../indicator/check-indicator.ts';
import {
  periodOperators,
  type IndicatorDefinition,
  type IndicatorOperator,
  type Term,
} from '../indicator/definition.ts';
import { numberings } from '../report/definition.ts';
import { figureFormatSchema, sectionContentSchema } from '../report/section-schema.ts';
import type { Programme } from './definition.ts';
import { findProgrammeIssues } from './meaning.ts';

const factorSchema = z
  .string()
  .regex(/^(?=.*[1-9])(0|[1-9]\d*)(\.\d+)?$/)
  .max(20);

const termSchema: z.ZodType<Term> = z.strictObject({
  element: z.string(),
  keys: z.array(z.string()).min(1).exactOptional(),
  over: z.enum(periodOperators).exactOptional(),
  take: z.enum(['sum', 'count']),
  where: z.strictObject({ op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']), value: z.string() }).exactOptional(),
});

const operatorSchema: z.ZodType<IndicatorOperator> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('total'), of: termSchema, factor: factorSchema.exactOptional() }),
  z.strictObject({ op: z.literal('ratio'), of: termSchema, per: termSchema, factor: factorSchema }),
  z.strictObject({
    op: z.enum(['mean', 'min', 'max', 'median']),
    of: termSchema,
    factor: factorSchema.exactOptional(),
  }),
  z.strictObject({
    op: z.literal('weighted_mean'),
    of: termSchema,
    weight: termSchema,
    factor: factorSchema.exactOptional(),
  }),
  z.strictObject({ op: z.enum(['list', 'distinct']), of: z.strictObject({ element: z.string() }) }),
]);

const draftShape = {
  group: codeSchema,
  label: localizedSchema,
  unit: unitSchema,
  operator: operatorSchema,
  children: unitFilterSchema.exactOptional(),
  decimals: z.int().min(0).max(6),
  coverageFloor: z.string().regex(/^(0(\.\d+)?|1)$/),
  format: figureFormatSchema,
  comparable: z.boolean(),
  asBase: z
    .array(z.strictObject({ times: factorSchema, label: localizedSchema }))
    .min(1)
    .exactOptional(),
  scale: z
    .union([z.enum(['own', 'not_ranked']), z.strictObject({ per: codeSchema, times: factorSchema })])
    .exactOptional(),
  moreIsBetter: z.boolean().nullable(),
};

/** One indicator as it is published. What it refers to is checked by `checkIndicator`. */
export const indicatorSchema: z.ZodType<IndicatorDefinition> = z.strictObject({ code: codeSchema, ...draftShape });

/** One that somebody is still building. */
export const indicatorDraftSchema: z.ZodType<IndicatorDraft> = z.strictObject(draftShape);

const sectionHead = {
  code: codeSchema,
  heading: z.string(),
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  numbering: z.enum(numberings),
  required: z.boolean(),
  guidance: localizedSchema,
};

/** A section that lists nothing of the ledger, and stands where it was put: a level's own. */
export const sectionShape = { ...sectionHead, content: sectionContentSchema };

const sectionsSchema = z
  .array(
    z.strictObject({
      ...sectionHead,
      ledger: z.enum(['shortcoming', 'plan']).exactOptional(),
      movable: z.literal(true).exactOptional(),
      content: sectionContentSchema,
    }),
  )
  .min(1);

const templateSchema = z.strictObject({
  code: codeSchema,
  title: z.array(z.string().min(1)).min(1),
  upwardTitle: z.array(z.string().min(1)).min(1),
  sections: sectionsSchema,
  overview: sectionsSchema.exactOptional(),
  balances: z
    .array(
      z.strictObject({
        code: codeSchema,
        label: localizedSchema,
        left: z.array(codeSchema).min(1),
        relation: z.enum(['equal', 'at_most']),
        right: z.array(codeSchema).min(1),
      }),
    )
    .exactOptional(),
});

/** Of a programme: a bureau reads them as one list. */
export const mostProgrammeParts = 60;

/** A day that every year has: of 29 February no window could open in 2027. */
export const calendarDayPattern =
  /^(?:\+[12] )?(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/;

const calendarDay = z.string().regex(calendarDayPattern);

/** A programme's parts but for its forms. What they refer to is checked by `findProgrammeIssues`. */
export const programmeParts = {
  code: codeSchema,
  title: localizedSchema,
  sensitiveRegisters: z.array(
    z.strictObject({ code: codeSchema, label: localizedSchema, categories: z.array(optionSchema).min(1) }),
  ),
  indicatorGroups: z.array(
    z.strictObject({ code: codeSchema, label: localizedSchema, part: codeSchema.exactOptional() }),
  ),
  indicators: z.array(indicatorSchema),
  template: templateSchema,
  chain: z
    .array(
      z.strictObject({
        code: codeSchema,
        label: localizedSchema,
        role: z.enum(['bureau_editor', 'bureau_checker', 'bureau_issuer']),
        issues: z.boolean(),
      }),
    )
    .min(1),
  calendar: z.strictObject({
    periods: z
      .array(
        z.strictObject({
          code: codeSchema,
          label: localizedSchema,
          short: localizedSchema,
          starts: calendarDay,
          opens: calendarDay,
          due: calendarDay,
          closes: calendarDay,
        }),
      )
      .min(1)
      .max(mostPeriods),
    reportDue: calendarDay,
    publishDue: calendarDay,
  }),
  sections: z
    .array(z.strictObject({ code: sectionCodeSchema, label: localizedSchema }))
    .min(1)
    .exactOptional(),
  unitGroups: z
    .array(z.strictObject({ code: codeSchema.max(40), label: localizedSchema }))
    .min(1)
    .exactOptional(),
  parts: z
    .array(z.strictObject({ code: codeSchema, label: localizedSchema, description: localizedSchema }))
    .min(1)
    .max(mostProgrammeParts)
    .exactOptional(),
};

/**
 * A programme that can be published: forms, indicators that fit them, a template whose figures exist, one
 * step that issues.
 */
export const programmeSchema: z.ZodType<Programme> = z
  .strictObject({ ...programmeParts, forms: z.array(formShapeSchema).min(1) })
  .superRefine((programme, context) => {
    const names = namesOfForms(programme.forms);
    programme.forms.forEach((form, index) => {
      raiseIssues(issuesWithin(['forms', index], findFormIssues(form, names)), context);
    });
    raiseIssues(findProgrammeIssues(programme), context);
  });
