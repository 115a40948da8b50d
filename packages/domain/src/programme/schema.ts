import { z } from 'zod';
import { repeated } from '../form/meaning.ts';
import { codeSchema, formDefinitionSchema, localizedSchema, unitFilterSchema, unitSchema } from '../form/schema.ts';
import type { DataElement } from '../form/definition.ts';
import { columnCode, elementsOf, registersOf } from '../form/definition.ts';
import { checkIndicator, type IndicatorDraft } from '../indicator/check-indicator.ts';
import {
  periodOperators,
  type IndicatorDefinition,
  type IndicatorOperator,
  type Term,
} from '../indicator/definition.ts';
import { figuresOf, indicatorsOfProse, sentencesOf } from '../report/prose.ts';
import { figureFormatSchema, sectionContentSchema } from '../report/section-schema.ts';
import type { Programme } from './definition.ts';

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

const operatorSchema: z.ZodType<IndicatorOperator> = z.union([
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
  scale: z
    .union([z.enum(['own', 'not_ranked']), z.strictObject({ per: codeSchema, times: factorSchema })])
    .exactOptional(),
  moreIsBetter: z.boolean().nullable(),
};

/** One indicator as it is published. What it refers to is checked by `checkIndicator`. */
export const indicatorSchema: z.ZodType<IndicatorDefinition> = z.strictObject({ code: codeSchema, ...draftShape });

/** One that somebody is still building. */
export const indicatorDraftSchema: z.ZodType<IndicatorDraft> = z.strictObject(draftShape);

const sectionsSchema = z
  .array(
    z.strictObject({
      code: codeSchema,
      heading: z.string(),
      level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      required: z.boolean(),
      guidance: localizedSchema,
      ledger: z.enum(['shortcoming', 'plan']).exactOptional(),
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

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/**
 * A programme that can be published: forms, indicators that fit them, a template whose figures exist, one
 * step that issues.
 */
export const programmeSchema: z.ZodType<Programme> = z
  .strictObject({
    code: codeSchema,
    title: localizedSchema,
    forms: z.array(formDefinitionSchema).min(1),
    sensitiveRegisters: z.array(
      z.strictObject({
        code: codeSchema,
        label: localizedSchema,
        categories: z
          .array(
            z.strictObject({ code: z.string(), label: localizedSchema, appliesTo: unitFilterSchema.exactOptional() }),
          )
          .min(1),
      }),
    ),
    indicatorGroups: z.array(z.strictObject({ code: codeSchema, label: localizedSchema })),
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
      windows: z
        .array(
          z.strictObject({
            opens: monthDay,
            due: monthDay,
            closes: monthDay,
            closesNextYear: z.boolean(),
            dueNextYear: z.boolean(),
          }),
        )
        .min(1),
      reportDue: monthDay,
      publishDue: monthDay,
    }),
  })
  .superRefine((programme, context) => {
    for (const message of checkProgrammeMeaning(programme)) context.addIssue({ code: 'custom', message });
  });

/** Sentences of what doesn't fit together in a programme; none when it is right. */
export function checkProgrammeMeaning(programme: Programme): readonly string[] {
  const elements = collectedElements(programme);
  const { sections, overview = [] } = programme.template;
  const figuresIn = (of: typeof sections) => of.flatMap((section) => figuresOf(section.content));
  const sentencesIn = (of: typeof sections) => of.flatMap((section) => sentencesOf(section.content));
  const sectionCodes = new Set(sections.map((section) => section.code));
  const indicators = new Set(programme.indicators.map((indicator) => indicator.code));
  const groups = new Set(programme.indicatorGroups.map((group) => group.code));
  const registers = new Set(programme.sensitiveRegisters.map((register) => register.code));
  return [
    ...repeated(
      'form',
      programme.forms.map((form) => form.code),
    ),
    ...repeated(
      'element or register',
      programme.forms.flatMap((form) => [...elementsOf(form), ...registersOf(form)].map((item) => item.code)),
    ),
    ...repeated(
      'indicator',
      programme.indicators.map((indicator) => indicator.code),
    ),
    ...[sections, overview].flatMap((of) =>
      repeated(
        'figure',
        figuresIn(of).map((figure) => figure.attrs.id),
      ),
    ),
    ...[sections, overview].flatMap((of) =>
      repeated(
        'sentence',
        sentencesIn(of).map((sentence) => sentence.attrs.id),
      ),
    ),
    // By its code a section is known as required, or as the ledger's.
    ...overview
      .filter(({ code }) => !sectionCodes.has(code))
      .map(({ code }) => `overview: there is no section ${code}`),
    ...repeated(
      'report section',
      programme.template.sections.map((section) => section.code),
    ),
    ...programme.indicators
      .filter((indicator) => !groups.has(indicator.group))
      .map((indicator) => `indicator ${indicator.code}: there is no group ${indicator.group}`),
    ...programme.indicators.flatMap((indicator) => checkIndicator(indicator, elements)),
    ...programme.indicators.flatMap(({ code, scale }) =>
      typeof scale === 'object' && !indicators.has(scale.per)
        ? [`indicator ${code}: its scale asks for ${scale.per}, which is no indicator`]
        : [],
    ),
    ...[...sections, ...overview].flatMap(({ code, content }) =>
      indicatorsOfProse(content)
        .filter((indicator) => !indicators.has(indicator))
        .map((indicator) => `report section ${code}: there is no indicator ${indicator}`),
    ),
    ...repeated(
      'balance',
      (programme.template.balances ?? []).map((balance) => balance.code),
    ),
    ...(programme.template.balances ?? []).flatMap(({ code, left, right }) =>
      [...left, ...right]
        .filter((one) => !indicators.has(one))
        .map((one) => `balance ${code}: there is no indicator ${one}`),
    ),
    ...[...elements.values()]
      .filter((element) => element.fromSensitiveRegister !== undefined && !registers.has(element.fromSensitiveRegister))
      .map((element) => `${element.code}: there is no sensitive register ${element.fromSensitiveRegister}`),
    ...(programme.chain.filter((step) => step.issues).length === 1 && programme.chain.at(-1)?.issues
      ? []
      : ['the last step of the chain, and no other, issues']),
  ];
}

/** Every element and register column (`register.column`) of the programme, by code. */
export function collectedElements(programme: Pick<Programme, 'forms'>): ReadonlyMap<string, DataElement> {
  return new Map(
    programme.forms.flatMap((form) => [
      ...elementsOf(form).map((element) => [element.code, element] as const),
      ...registersOf(form).flatMap((register) =>
        register.columns.map((column) => [columnCode(register, column), column] as const),
      ),
    ]),
  );
}
