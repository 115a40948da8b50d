import type { BlockNode, InlineNode, ReportTemplate, SectionContent, TemplateSection } from '../report/definition.ts';
import { freeCode } from './codes-of-draft.ts';

/** Which of a template's two texts: whoever reports on itself, or on those below. */
export type SectionList = 'sections' | 'overview';

/**
 * A section of no words, as deep as those that it stands among.
 * @param wanted its code, where no other has it
 */
export function newReportSection(
  template: ReportTemplate,
  heading: string,
  level: TemplateSection['level'],
  wanted = 'section',
): TemplateSection {
  return {
    code: freeCode(new Set(template.sections.map(({ code }) => code)), wanted),
    heading,
    level,
    numbering: 'auto',
    required: false,
    guidance: { zh: heading, en: heading },
    content: { type: 'doc', version: 2, content: [] },
  };
}

/** The text of whoever reports on others: the same sections, to be written anew, since their work isn't the sum. */
export function beginOverview(template: ReportTemplate): ReportTemplate {
  return { ...template, overview: template.sections.map(withoutWords) };
}

/** A section's head, to be written in another text. */
export function withoutWords(section: TemplateSection): TemplateSection {
  return { ...section, content: { type: 'doc', version: 2, content: [] } };
}

/** Without a section: taken out of the first text it is in neither; a second text of no section is none. */
export function removeReportSection(template: ReportTemplate, list: SectionList, code: string): ReportTemplate {
  const { overview, ...own } = template;
  const rest = (sections: readonly TemplateSection[] = []): readonly TemplateSection[] =>
    sections.filter((section) => section.code !== code);
  const left = rest(overview);
  return {
    ...own,
    ...(list === 'sections' ? { sections: rest(own.sections) } : {}),
    ...(left.length > 0 ? { overview: left } : {}),
  };
}

/** A text once more: its blocks, figures and sentences have ids of their own, since each stands once in a report. */
export function withFreshIds(content: SectionContent, fresh: () => string): SectionContent {
  const named = <Node extends { readonly attrs: { readonly id: string } }>(node: Node): Node => ({
    ...node,
    attrs: { ...node.attrs, id: fresh() },
  });
  const inline = (node: InlineNode): InlineNode => {
    if (node.type === 'text') return node;
    const own = named(node);
    return own.type === 'sentence' || own.type === 'ledgerItem'
      ? {
          ...own,
          ...(own.content ? { content: own.content.map((one) => (one.type === 'figure' ? named(one) : one)) } : {}),
        }
      : own;
  };
  const line = <Line extends { readonly content?: readonly InlineNode[] }>(one: Line): Line => ({
    ...one,
    ...(one.content ? { content: one.content.map(inline) } : {}),
  });
  return { ...content, content: content.content.map((block) => renamedBlock(named(block), line)) };
}

type MapLine = <Line extends { readonly content?: readonly InlineNode[] }>(line: Line) => Line;

function renamedBlock(block: BlockNode, line: MapLine): BlockNode {
  if (block.type !== 'table') return line(block);
  return {
    ...block,
    content: block.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({
        ...cell,
        ...(cell.content ? { content: cell.content.map(line) } : {}),
      })),
    })),
  };
}
