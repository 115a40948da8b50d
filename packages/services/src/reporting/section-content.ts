import { findTypedNumbers, type BlockNode, type FigureNode, type InlineNode, type SectionContent } from '@huibao/domain';
import { z } from 'zod';

const figureFormat = z.discriminatedUnion('style', [
  z.object({ style: z.literal('exact') }),
  z.object({ style: z.literal('approximate'), step: z.string().regex(/^[1-9]\d*$/) }),
  z.object({ style: z.literal('over'), step: z.string().regex(/^[1-9]\d*$/) }),
  z.object({ style: z.literal('percent'), decimals: z.int().min(0).max(4) }),
  z.object({ style: z.literal('permille'), decimals: z.int().min(0).max(4) }),
  z.object({ style: z.literal('chinese') }),
  z.object({ style: z.literal('list'), most: z.int().min(1).max(50) }),
]);

const text = z.object({ type: z.literal('text'), text: z.string().min(1).max(20_000) });
const figure = z.object({
  type: z.literal('figure'),
  attrs: z.object({ id: z.string().min(1).max(40), indicator: z.string().max(80), format: figureFormat, unit: z.string().max(20).nullable() }),
});
const inline = z.discriminatedUnion('type', [text, figure]);
const paragraph = z.object({ type: z.literal('paragraph'), content: z.array(inline).max(500).optional() });
const heading = z.object({ type: z.literal('heading'), attrs: z.object({ level: z.union([z.literal(2), z.literal(3)]) }), content: z.array(inline).max(100).optional() });
const quote = z.object({
  type: z.literal('case'),
  attrs: z.object({
    id: z.string().min(1).max(40), unitId: z.int(), unitName: z.string().max(60), revisionId: z.uuid(), cell: z.string().max(160),
    hash: z.string().regex(/^[0-9a-f]{64}$/), edited: z.boolean(),
  }),
  content: z.array(text).max(200).optional(),
});
const tableCell = z.object({ type: z.enum(['tableCell', 'tableHeader']), content: z.array(paragraph).max(20).optional() });
const table = z.object({
  type: z.literal('table'),
  content: z.array(z.object({ type: z.literal('tableRow'), content: z.array(tableCell).max(20) })).min(1).max(200),
});

/** The closed schema of a section's prose: what isn't in it can't be saved, whoever wrote the request. */
export const sectionContent: z.ZodType<SectionContent> = z.object({
  type: z.literal('doc'),
  content: z.array(z.discriminatedUnion('type', [heading, paragraph, quote, table])).max(400),
}) as z.ZodType<SectionContent>;

function inlinesOf(block: BlockNode): readonly InlineNode[] {
  if (block.type !== 'table') return block.content ?? [];
  return block.content.flatMap((row) => row.content.flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? [])));
}

export function figuresOf(content: SectionContent): readonly FigureNode[] {
  return content.content.flatMap(inlinesOf).filter((node) => node.type === 'figure');
}

export function casesOf(content: SectionContent) {
  return content.content.filter((block) => block.type === 'case');
}

export function isBlank(content: SectionContent): boolean {
  return content.content.every((block) => inlinesOf(block).every((node) => node.type === 'text' && node.text.trim() === ''));
}

/** Numbers typed by hand in prose, as they stand: each has no lineage until it is bound to an indicator. */
export function typedNumbers(content: SectionContent): readonly string[] {
  return content.content.filter((block) => block.type !== 'case').flatMap(inlinesOf)
    .flatMap((node) => (node.type === 'text' ? findTypedNumbers(node.text).map((found) => found.text) : []));
}

/** A 报告 may not carry a request (公文处理工作条例). */
export function findPlea(content: SectionContent): string | null {
  const plain = content.content.flatMap(inlinesOf).map((node) => (node.type === 'text' ? node.text : '')).join('');
  return /请批示|请批准|请予批复|请审批|恳请支持|请予支持/u.exec(plain)?.[0] ?? null;
}
