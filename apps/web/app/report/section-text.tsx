import {
  headingNumbers,
  wordsInPrint,
  type BlockNode,
  type Condition,
  type FigureNode,
  type InlineNode,
  type SectionContent,
} from '@huibao/domain';
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
  const { decide } = rest;
  const numbers = headingNumbers(
    content.content.flatMap((block) =>
      block.type === 'heading' && block.content && (!block.attrs.when || decide(block.attrs.when).isPrinted)
        ? [block.attrs]
        : [],
    ),
  );
  return (
    <div className="prose">
      {content.content.map((block) => (
        <Block key={block.attrs.id} block={block} number={numbers.get(block.attrs.id) ?? ''} {...rest} />
      ))}
    </div>
  );
}

function Block({ block, number, ...rest }: Omit<Props, 'content'> & { block: BlockNode; number: string }) {
  if (block.attrs.when && !rest.isWriting && !rest.decide(block.attrs.when).isPrinted) return null;
  switch (block.type) {
    case 'heading':
      return block.attrs.level === 2 ? (
        <h3 data-number={number}>
          <Inlines nodes={block.content} {...rest} />
        </h3>
      ) : (
        <h4 data-number={number}>
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
    case 'tableTitle':
      return (
        <p className="table-title">
          <Inlines nodes={block.content} {...rest} />
        </p>
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
                  const spans = { colSpan: cell.attrs?.colspan, rowSpan: cell.attrs?.rowspan };
                  return cell.type === 'tableHeader' ? (
                    <th key={at} scope={spans.colSpan === undefined ? 'col' : 'colgroup'} {...spans}>
                      {inside}
                    </th>
                  ) : (
                    <td key={at} {...spans}>
                      {inside}
                    </td>
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
    if (node.type === 'ledgerItem') return <Inlines key={index} nodes={node.content} {...rest} />;
    if (node.type === 'quotation')
      return (
        <span
          key={index}
          className={node.attrs.edited ? 'quotation edited' : 'quotation'}
          title={rest.sourceOf({ ...node.attrs })}
        >
          {wordsInPrint(node)}
        </span>
      );
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
