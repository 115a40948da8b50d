import type { BlockNode, InlineNode, ReportTemplate, TemplateSection } from '@huibao/domain';
import type { DraftParts, PartPath, SectionList } from '@huibao/domain/designing';
import { idOf, type Chosen, type OutlineNode } from '../outline/nodes.ts';

export const templatePart = 'template.json';

export function templateOf(parts: DraftParts): ReportTemplate {
  return parts.get(templatePart) as ReportTemplate;
}

/** What of a template is chosen, as far as its path leads to something that can be. */
export interface TemplatePlace {
  readonly kind: 'template' | 'overview' | 'reportSection' | 'block' | 'balances' | 'balance';
  readonly path: PartPath;
  /** Which of its texts it is in. */
  readonly list: SectionList;
  /** The place of the section in it, of the block in that, or of the balance. */
  readonly index: number;
  readonly block: number | null;
}

/** The nearest piece that can be chosen at a place: of a figure's the block that it stands in. */
export function placeInTemplate(template: ReportTemplate, path: PartPath): TemplatePlace {
  const [list, index, content, , block] = path;
  const root = { kind: 'template', path: [], list: 'sections', index: -1, block: null } as const;
  if (list === 'balances') {
    const at = Number(index ?? -1);
    return template.balances?.[at]
      ? { ...root, kind: 'balance', path: ['balances', at], index: at }
      : { ...root, kind: 'balances', path: ['balances'] };
  }
  if (list !== 'sections' && list !== 'overview') return root;
  const above =
    list === 'overview' && template.overview ? ({ ...root, kind: 'overview', list, path: [list] } as const) : root;
  const section = template[list]?.[Number(index ?? -1)];
  if (!section) return above;
  const at = { ...root, kind: 'reportSection', list, path: [list, Number(index)], index: Number(index) } as const;
  const isBlock = content === 'content' && section.content.content[Number(block ?? -1)] !== undefined;
  return isBlock ? { ...at, kind: 'block', path: blockPath(at, Number(block)), block: Number(block) } : at;
}

export function blockPath({ list, index }: Pick<TemplatePlace, 'list' | 'index'>, block: number): PartPath {
  return [list, index, 'content', 'content', block];
}

const both = (text: string) => ({ zh: text, en: text });

/** The words of a block, its figures by what they stand for: a report is a Chinese document. */
export function wordsOfBlock(block: BlockNode, labelOf: (indicator: string) => string): string {
  const words = (nodes: readonly InlineNode[] = []): string =>
    nodes
      .map((node) =>
        node.type === 'text' ? node.text : node.type === 'figure' ? labelOf(node.attrs.indicator) : words(node.content),
      )
      .join('');
  if (block.type !== 'table') return words(block.content);
  return block.content
    .flatMap((row) => row.content.flatMap((cell) => (cell.content ?? []).map((line) => words(line.content))))
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * The template as a tree: its texts with their sections and blocks, and its balances.
 * @param opening what a section without a heading is called
 */
export function templateNodes(
  template: ReportTemplate,
  labelOf: (indicator: string) => string,
  opening: string,
): readonly OutlineNode[] {
  const node = (made: Omit<OutlineNode, 'id' | 'part'>): OutlineNode => {
    const place: Chosen = { part: templatePart, path: made.path };
    return { ...made, ...place, id: idOf(place) };
  };
  const block = (one: BlockNode, path: PartPath): OutlineNode => {
    const text = wordsOfBlock(one, labelOf);
    return node({ kind: one.type, path, label: text === '' ? null : both(text), code: one.attrs.id, children: [] });
  };
  const section = (list: SectionList) => (one: TemplateSection, index: number) =>
    node({
      kind: 'reportSection',
      path: [list, index],
      label: both(one.heading === '' ? opening : one.heading),
      code: one.code,
      children: one.content.content.map((item, at) => block(item, blockPath({ list, index }, at))),
    });
  const balances = (template.balances ?? []).map((one, index) =>
    node({ kind: 'balance', path: ['balances', index], label: one.label, code: one.code, children: [] }),
  );
  const { sections, overview, code } = template;
  return [
    node({ kind: 'template', path: [], label: null, code, children: sections.map(section('sections')) }),
    ...(overview
      ? [
          node({
            kind: 'overview',
            path: ['overview'],
            label: null,
            code: '',
            children: overview.map(section('overview')),
          }),
        ]
      : []),
    node({ kind: 'balances', path: ['balances'], label: null, code: '', children: balances }),
  ];
}
