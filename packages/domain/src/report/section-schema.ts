import { z } from 'zod';
import type { FigureFormat } from '../figure/format.ts';
import { codeSchema } from '../form/schema.ts';
import { coverageCounts, figureStates, type Condition, type FigureCondition } from './condition.ts';
import type { CaseNode, FigureNode, SectionContent, SentenceNode } from './definition.ts';
import { caseNamings } from './quotation.ts';

const stepSchema = z.string().regex(/^[1-9]\d*$/);

export const figureFormatSchema: z.ZodType<FigureFormat> = z.discriminatedUnion('style', [
  z.strictObject({ style: z.literal('exact') }),
  z.strictObject({ style: z.literal('approximate'), step: stepSchema }),
  z.strictObject({ style: z.literal('over'), step: stepSchema }),
  z.strictObject({ style: z.literal('percent'), decimals: z.int().min(0).max(4) }),
  z.strictObject({ style: z.literal('permille'), decimals: z.int().min(0).max(4) }),
  z.strictObject({ style: z.enum(['answered', 'expected']) }),
  z.strictObject({ style: z.literal('chinese') }),
  z.strictObject({ style: z.literal('list'), most: z.int().min(1).max(100) }),
]);

const nodeId = z.string().min(1).max(60);
const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(20_000) });
export const figureAttrsSchema: z.ZodType<FigureNode['attrs']> = z.strictObject({
  id: nodeId,
  indicator: codeSchema,
  format: figureFormatSchema,
  unit: z.string().max(20).nullable(),
});
const figure = z.strictObject({ type: z.literal('figure'), attrs: figureAttrsSchema });

const figureConditionSchema: z.ZodType<FigureCondition> = z.strictObject({
  indicator: codeSchema,
  // Of all three it would be no condition.
  is: z
    .array(z.enum(figureStates))
    .min(1)
    .max(2)
    .refine((states) => new Set(states).size === states.length),
  of: z.enum(coverageCounts).exactOptional(),
});
const terms = z.array(figureConditionSchema).min(1).max(20);
export const conditionSchema: z.ZodType<Condition> = z.union([
  z.strictObject({ all: terms }),
  z.strictObject({ any: terms }),
]);

export const sentenceAttrsSchema: z.ZodType<SentenceNode['attrs']> = z.strictObject({
  id: nodeId,
  when: conditionSchema,
});
const sentence = z.strictObject({
  type: z.literal('sentence'),
  attrs: sentenceAttrsSchema,
  content: z
    .array(z.discriminatedUnion('type', [text, figure]))
    .max(100)
    .exactOptional(),
});
const inline = z.discriminatedUnion('type', [text, figure, sentence]);
const conditional = { when: conditionSchema.exactOptional() };
const line = { type: z.literal('paragraph'), content: z.array(inline).max(500).exactOptional() };
const paragraph = z.strictObject({ ...line, attrs: z.strictObject(conditional).exactOptional() });
const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]), ...conditional }),
  content: z.array(inline).max(100).exactOptional(),
});
export const caseAttrsSchema: z.ZodType<CaseNode['attrs']> = z.strictObject({
  id: nodeId,
  unitId: z.int32(),
  unitName: z.string().max(60),
  revisionId: z.uuid(),
  cell: z.string().max(160),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  edited: z.boolean(),
  naming: z.enum(caseNamings).exactOptional(),
  ...conditional,
});
const quotedCase = z.strictObject({
  type: z.literal('case'),
  attrs: caseAttrsSchema,
  content: z.array(text).max(200).exactOptional(),
});
const tableCell = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  content: z.array(z.strictObject(line)).max(20).exactOptional(),
});
const table = z.strictObject({
  type: z.literal('table'),
  attrs: z.strictObject(conditional).exactOptional(),
  content: z
    .array(z.strictObject({ type: z.literal('tableRow'), content: z.array(tableCell).max(20) }))
    .min(1)
    .max(200),
});

/**
 * The closed schema of a section's prose: what isn't in it can't be saved, whoever wrote the request. Nothing is
 * dropped in silence; what an editor adds to a node of its own it takes off itself.
 */
export const sectionContentSchema: z.ZodType<SectionContent> = z.strictObject({
  type: z.literal('doc'),
  content: z.array(z.discriminatedUnion('type', [heading, paragraph, quotedCase, table])).max(400),
});
