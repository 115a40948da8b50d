import type { BlockNode, Condition, FigureNode, InlineNode, SectionContent } from '@huibao/domain';
import type { FigureLook } from './editor-schema.ts';
import type { ConditionLook } from './sentence/sentence-node.ts';

interface Props {
  readonly content: SectionContent;
  readonly describe: (attrs: FigureNode['attrs']) => FigureLook;
  readonly sourceOf: (attrs: Record<string, unknown>) => string;
  readonly decide: (when: Condition) => ConditionLook;
  /** To whoever writes, what isn't printed is shown as well. */
  readonly isWriting?: boolean;
  readonly chosen: string | null;
  readonly onFigure: (attrs: FigureNode['attrs']) => void;
}

/** A section that is only read: what of it is printed, its figures buttons that open their lineage. */
export function SectionText({ content, ...rest }: Props) {
  return (
    <div className="prose">
      {content.content.map((block, index) => (
        <Block key={index} block={block} {...rest} />
      ))}
    </div>
  );
}

function Block({ block, ...rest }: Omit<Props, 'content'> & { block: BlockNode }) {
  if (block.attrs?.when && !rest.isWriting && !rest.decide(block.attrs.when).isPrinted) return null;
  switch (block.type) {
    case 'heading':
      return block.attrs.level === 2 ? (
        <h3>
          <Inlines nodes={block.content} {...rest} />
        </h3>
      ) : (
        <h4>
          <Inlines nodes={block.content} {...rest} />
        </h4>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.content} {...rest} />
        </p>
      );
    case 'case':
      return (
        <blockquote
          className={block.attrs.edited ? 'case edited' : 'case'}
          data-source={rest.sourceOf({ ...block.attrs })}
        >
          <Inlines nodes={block.content} {...rest} />
        </blockquote>
      );
    case 'table':
      return (
        <table>
          <tbody>
            {block.content.map((row, index) => (
              <tr key={index}>
                {row.content.map((cell, at) => {
                  const inside = (cell.content ?? []).map((line, no) => (
                    <p key={no}>
                      <Inlines nodes={line.content} {...rest} />
                    </p>
                  ));
                  return cell.type === 'tableHeader' ? (
                    <th key={at} scope="col">
                      {inside}
                    </th>
                  ) : (
                    <td key={at}>{inside}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function Inlines({ nodes, ...rest }: Omit<Props, 'content'> & { nodes: readonly InlineNode[] | undefined }) {
  const { describe, decide, isWriting, chosen, onFigure } = rest;
  return (nodes ?? []).map((node, index) => {
    if (node.type === 'text') return node.text;
    if (node.type === 'sentence') {
      const look = decide(node.attrs.when);
      if (!look.isPrinted && !isWriting) return null;
      return (
        <span key={index} className={look.isPrinted ? 'sentence' : 'sentence unprinted'} title={look.words}>
          <Inlines nodes={node.content} {...rest} />
        </span>
      );
    }
    const look = describe(node.attrs);
    // A span and not a button element: a long list of names has to break over lines like the text around it.
    return (
      <span
        key={index}
        role="button"
        tabIndex={0}
        className={['figure', look.tone, node.attrs.id === chosen && 'chosen'].filter(Boolean).join(' ')}
        title={look.title}
        onClick={() => onFigure(node.attrs)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            onFigure(node.attrs);
          }
        }}
      >
        {look.words}
      </span>
    );
  });
}
