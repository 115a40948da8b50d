import { z } from 'zod';
import type { FigureFormat } from '../figure/format.ts';
import { codeSchema } from '../form/schema.ts';
import type { SectionContent } from './definition.ts';
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
const text = z.object({ type: z.literal('text'), text: z.string().min(1).max(20_000) });
const figure = z.object({
  type: z.literal('figure'),
  attrs: z.strictObject({
    id: nodeId,
    indicator: codeSchema,
    format: figureFormatSchema,
    unit: z.string().max(20).nullable(),
  }),
});
const inline = z.discriminatedUnion('type', [text, figure]);
const paragraph = z.object({ type: z.literal('paragraph'), content: z.array(inline).max(500).exactOptional() });
const heading = z.object({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: z.array(inline).max(100).exactOptional(),
});
const quotedCase = z.object({
  type: z.literal('case'),
  attrs: z.strictObject({
    id: nodeId,
    unitId: z.int(),
    unitName: z.string().max(60),
    revisionId: z.uuid(),
    cell: z.string().max(160),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    edited: z.boolean(),
    naming: z.enum(caseNamings).exactOptional(),
  }),
  content: z.array(text).max(200).exactOptional(),
});
const tableCell = z.object({
  type: z.enum(['tableCell', 'tableHeader']),
  content: z.array(paragraph).max(20).exactOptional(),
});
const table = z.object({
  type: z.literal('table'),
  content: z
    .array(z.object({ type: z.literal('tableRow'), content: z.array(tableCell).max(20) }))
    .min(1)
    .max(200),
});

/**
 * The closed schema of a section's prose: what isn't in it can't be saved, whoever wrote the request. What an editor
 * adds to a node of its own (marks, a cell's colspan) falls away.
 */
export const sectionContentSchema: z.ZodType<SectionContent> = z.object({
  type: z.literal('doc'),
  content: z.array(z.discriminatedUnion('type', [heading, paragraph, quotedCase, table])).max(400),
});
