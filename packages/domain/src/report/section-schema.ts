import { z } from 'zod';
import { everyWhose, type FigureScope } from '../figure/figure-scope.ts';
import type { FigureFormat } from '../figure/format.ts';
import { cellIdSchema, codeSchema } from '../form/schema.ts';
import { coverageCounts, figureStates, type Condition, type FigureCondition } from './condition.ts';
import {
  longestId,
  numberings,
  type CaseNode,
  type FigureNode,
  type InlineNode,
  type LedgerItemNode,
  type QuotationNode,
  type SectionContent,
  type SentenceNode,
} from './definition.ts';
import { caseNamings } from './quotation.ts';
import { hasWholeRows } from './table-grid.ts';

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

export const figureScopeSchema: z.ZodType<FigureScope> = z
  .strictObject({
    whose: z.enum(everyWhose).exactOptional(),
    year: z.literal('last').exactOptional(),
    period: codeSchema.exactOptional(),
  })
  // The whole year is said by no scope. What comes from below comes by the year, and so does what stands beside it.
  .refine(({ whose, year, period }) =>
    whose === undefined ? year !== undefined || period !== undefined : period === undefined,
  );

export const widestTable = 20;
export const longestTable = 200;

const nodeId = z.string().min(1).max(longestId);
const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(20_000) });
export const figureAttrsSchema: z.ZodType<FigureNode['attrs']> = z.strictObject({
  id: nodeId,
  indicator: codeSchema,
  format: figureFormatSchema,
  unit: z.string().max(20).nullable(),
  scope: figureScopeSchema.exactOptional(),
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
  scope: figureScopeSchema.exactOptional(),
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
const wordsAndFigures = z
  .array(z.discriminatedUnion('type', [text, figure]))
  .max(100)
  .exactOptional();
const sentence = z.strictObject({
  type: z.literal('sentence'),
  attrs: sentenceAttrsSchema,
  content: wordsAndFigures,
});
export const ledgerItemAttrsSchema: z.ZodType<LedgerItemNode['attrs']> = z.strictObject({ id: nodeId, item: z.uuid() });
const ledgerItem = z.strictObject({
  type: z.literal('ledgerItem'),
  attrs: ledgerItemAttrsSchema,
  content: wordsAndFigures,
});
const quoted = {
  id: nodeId,
  unitId: z.int32(),
  unitName: z.string().max(60),
  revisionId: z.uuid(),
  cell: cellIdSchema,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  edited: z.boolean(),
  naming: z.enum(caseNamings).exactOptional(),
};
export const quotationAttrsSchema: z.ZodType<QuotationNode['attrs']> = z.strictObject(quoted);
const quotation = z.strictObject({
  type: z.literal('quotation'),
  attrs: quotationAttrsSchema,
  content: z.array(text).max(200).exactOptional(),
});
const inline = z.discriminatedUnion('type', [text, figure, sentence, quotation, ledgerItem]);

const blockAttrs = { id: nodeId, when: conditionSchema.exactOptional() };
const line = z.array(inline).max(500);
const inlines = line.exactOptional();
const cellLine = z.strictObject({ type: z.literal('paragraph'), content: inlines });
const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  attrs: z.strictObject(blockAttrs),
  content: inlines,
});
const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({
    level: z.union([z.literal(2), z.literal(3)]),
    numbering: z.enum(numberings),
    ...blockAttrs,
  }),
  content: z.array(inline).max(100).exactOptional(),
});
export const caseAttrsSchema: z.ZodType<CaseNode['attrs']> = z.strictObject({ ...quoted, ...blockAttrs });
const quotedCase = z.strictObject({
  type: z.literal('case'),
  attrs: caseAttrsSchema,
  content: z.array(text).max(200).exactOptional(),
});
const tableTitle = z.strictObject({
  type: z.literal('tableTitle'),
  attrs: z.strictObject(blockAttrs),
  content: z.array(inline).max(100).exactOptional(),
});
const tableCell = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: z
    .strictObject({
      colspan: z.int().min(2).max(widestTable).exactOptional(),
      rowspan: z.int().min(2).max(longestTable).exactOptional(),
    })
    .exactOptional(),
  content: z.array(cellLine).max(20).exactOptional(),
});
const table = z.strictObject({
  type: z.literal('table'),
  attrs: z.strictObject(blockAttrs),
  content: z
    .array(z.strictObject({ type: z.literal('tableRow'), content: z.array(tableCell).max(widestTable) }))
    .min(1)
    .max(longestTable)
    .refine(hasWholeRows),
});
const block = z.discriminatedUnion('type', [heading, paragraph, quotedCase, tableTitle, table]);

/** What stands in a paragraph. */
export const wordsSchema: z.ZodType<readonly InlineNode[]> = line;
export const someWordsSchema: z.ZodType<readonly InlineNode[]> = line.min(1);

/**
 * The closed schema of a section's prose: what isn't in it can't be saved, whoever wrote the request. Nothing is
 * dropped in silence; what an editor adds to a node of its own it takes off itself.
 */
export const sectionContentSchema: z.ZodType<SectionContent> = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(2),
  content: z
    .array(block)
    .max(400)
    .refine((blocks) => new Set(blocks.map(({ attrs }) => attrs.id)).size === blocks.length),
});
