import type { Condition } from './condition.ts';
import type {
  BlockNode,
  CaseNode,
  FigureNode,
  Numbering,
  ReportTemplate,
  SectionContent,
  SentenceNode,
  TemplateSection,
  TextNode,
} from './definition.ts';

/**
 * Prose as it was written before blocks had ids: headings carry their numbers in their words, cells of tables cover one
 * column and row each, quotations are blocks.
 */
export interface ContentOfVersion1 {
  readonly type: 'doc';
  readonly content: readonly BlockOfVersion1[];
}

type Inline = TextNode | FigureNode | SentenceNode;
type BlockOfVersion1 =
  | {
      readonly type: 'heading';
      readonly attrs: { readonly level: 2 | 3; readonly when?: Condition };
      readonly content?: readonly Inline[];
    }
  | { readonly type: 'paragraph'; readonly attrs?: { readonly when?: Condition }; readonly content?: readonly Inline[] }
  | CaseNode
  | {
      readonly type: 'table';
      readonly attrs?: { readonly when?: Condition };
      readonly content: readonly {
        readonly type: 'tableRow';
        readonly content: readonly {
          readonly type: 'tableCell' | 'tableHeader';
          readonly content?: readonly { readonly type: 'paragraph'; readonly content?: readonly Inline[] }[];
        }[];
      }[];
    };

/** As a row of the database or a frozen text may have it. */
export type StoredContent = ContentOfVersion1 | (SectionContent & { readonly version: 2 });

/**
 * Prose in today's shape, whenever it was written. The ids that version 1 lacks go by place: the same text has the same
 * ones each time that it is read, and keeps them once it is written anew.
 */
export function upcastContent(stored: StoredContent): SectionContent {
  if ('version' in stored) return stored;
  return {
    type: 'doc',
    version: 1,
    content: stored.content.map((block, index): BlockNode => {
      const id = `block-${index + 1}`;
      switch (block.type) {
        case 'heading':
          return { ...block, attrs: { id, numbering: 'literal', ...block.attrs } };
        case 'case':
          return block;
        case 'paragraph':
          return { ...block, attrs: { id, ...block.attrs } };
        case 'table':
          return { ...block, attrs: { id, ...block.attrs } };
      }
    }),
  };
}

/** As it was written: what was signed as version 1 is compared, hashed and kept as that. */
export function storedContent(content: SectionContent): StoredContent {
  if (content.version === 2) return { ...content, version: 2 };
  return {
    type: 'doc',
    content: content.content.map((block) => {
      if (block.type === 'case') return block;
      const { id: _id, ...attrs } = block.attrs;
      if ('numbering' in attrs) {
        const { numbering: _numbering, ...rest } = attrs;
        return { ...block, attrs: rest };
      }
      const { attrs: _attrs, ...rest } = block;
      return { ...rest, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) };
    }) as readonly BlockOfVersion1[],
  };
}

/** A template as it was published, whenever that was. */
export interface StoredTemplate extends Omit<ReportTemplate, 'sections' | 'overview'> {
  readonly sections: readonly StoredTemplateSection[];
  readonly overview?: readonly StoredTemplateSection[];
}

interface StoredTemplateSection extends Omit<TemplateSection, 'numbering' | 'content'> {
  readonly numbering?: Numbering;
  readonly content: StoredContent;
}

/** A template in today's shape: what is drafted from it, or goes out as a package, is of today's version. */
export function upcastTemplate({ sections, overview, ...template }: StoredTemplate): ReportTemplate {
  const upcast = ({ numbering = 'literal', content, ...section }: StoredTemplateSection): TemplateSection => ({
    ...section,
    numbering,
    content: { ...upcastContent(content), version: 2 },
  });
  return { ...template, sections: sections.map(upcast), ...(overview ? { overview: overview.map(upcast) } : {}) };
}
