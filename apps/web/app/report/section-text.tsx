import {
  findTypedNumbers,
  headingNumbers,
  wordsInPrint,
  type BlockNode,
  type Condition,
  type FigureNode,
  type InlineNode,
  type SectionContent,
} from '@huibao/domain';
import type { ReactNode } from 'react';
import type { FigureLook } from './editor-schema.ts';
import type { ConditionLook } from './sentence/sentence-node.ts';

interface Props {
  readonly content: SectionContent;
  readonly describe: (attrs: FigureNode['attrs']) => FigureLook;
  readonly sourceOf: (attrs: Record<string, unknown>) => string;
  readonly decide: (when: Condition) => ConditionLook;
  /** To whoever writes, what isn't printed is shown as well. */
  readonly isWriting?: boolean;
  /** It stands as it will in the editor, which takes its place when somebody turns to it: nothing moves by then. */
  readonly asInEditor?: boolean;
  readonly chosen: string | null;
  readonly onFigure: (attrs: FigureNode['attrs']) => void;
}

/** A section outside the editor. Where it is only read, what of it is printed, its figures buttons to their lineage. */
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
  const { when } = block.attrs;
  const look = when ? rest.decide(when) : null;
  if (look && !rest.isWriting && !look.isPrinted) return null;
  const condition =
    look && rest.asInEditor
      ? { className: look.isPrinted ? 'conditional' : 'conditional unprinted', title: look.words }
      : {};
  const inside = { marksNumbers: rest.asInEditor === true && look?.isPrinted !== false, ...rest };
  switch (block.type) {
    case 'heading': {
      const Heading = block.attrs.level === 2 ? 'h3' : 'h4';
      return (
        <Heading data-number={number} {...condition}>
          <Line nodes={block.content} {...inside} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p {...condition}>
          <Line nodes={block.content} {...inside} />
        </p>
      );
    case 'case':
      return (
        <blockquote
          {...condition}
          className={['case', block.attrs.edited && 'edited', condition.className].filter(Boolean).join(' ')}
          data-source={rest.sourceOf({ ...block.attrs })}
        >
          <Line nodes={block.content} {...inside} marksNumbers={false} />
        </blockquote>
      );
    case 'tableTitle':
      return (
        <p {...condition} className={['table-title', condition.className].filter(Boolean).join(' ')}>
          <Line nodes={block.content} {...inside} />
        </p>
      );
    case 'table':
      return (
        <table {...condition}>
          <tbody>
            {block.content.map((row, index) => (
              <tr key={index}>
                {row.content.map((cell, at) => {
                  const lines = (cell.content ?? []).map((line, no) => (
                    <p key={no}>
                      <Line nodes={line.content} {...inside} />
                    </p>
                  ));
                  const spans = { colSpan: cell.attrs?.colspan, rowSpan: cell.attrs?.rowspan };
                  return cell.type === 'tableHeader' ? (
                    <th key={at} scope={spans.colSpan === undefined ? 'col' : 'colgroup'} {...spans}>
                      {lines}
                    </th>
                  ) : (
                    <td key={at} {...spans}>
                      {lines}
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

interface InlineProps extends Omit<Props, 'content'> {
  readonly nodes: readonly InlineNode[] | undefined;
  readonly marksNumbers: boolean;
}

/** One that is empty is as high as any to who writes. */
function Line(props: InlineProps) {
  return props.asInEditor && !props.nodes?.length ? <br /> : <Inlines {...props} />;
}

/** What the editor has at either end of words of their own kind, so that a caret can stand there. */
function Edged({ asInEditor, children }: { readonly asInEditor: boolean | undefined; readonly children: ReactNode }) {
  if (!asInEditor) return children;
  return (
    <>
      <span className="edge" />
      {children}
      <span className="edge" />
    </>
  );
}

function TypedNumbers({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const found of findTypedNumbers(text)) {
    parts.push(
      text.slice(from, found.index),
      <span key={found.index} className="typed-number">
        {found.text}
      </span>,
    );
    from = found.index + found.text.length;
  }
  return [...parts, text.slice(from)];
}

function Inlines({ nodes, ...rest }: InlineProps) {
  const { describe, decide, isWriting, asInEditor, marksNumbers, chosen, onFigure } = rest;
  return (nodes ?? []).map((node, index) => {
    if (node.type === 'text') return marksNumbers ? <TypedNumbers key={index} text={node.text} /> : node.text;
    if (node.type === 'ledgerItem')
      return asInEditor ? (
        <span key={index} className="ledger-item">
          <Edged asInEditor>
            <Inlines nodes={node.content} {...rest} />
          </Edged>
        </span>
      ) : (
        <Inlines key={index} nodes={node.content} {...rest} />
      );
    if (node.type === 'quotation')
      return (
        <span
          key={index}
          className={node.attrs.edited ? 'quotation edited' : 'quotation'}
          title={rest.sourceOf({ ...node.attrs })}
        >
          <Edged asInEditor={asInEditor}>
            {asInEditor ? node.content?.map(({ text }) => text) : wordsInPrint(node)}
          </Edged>
        </span>
      );
    if (node.type === 'sentence') {
      const look = decide(node.attrs.when);
      if (!look.isPrinted && !isWriting) return null;
      return (
        <span key={index} className={look.isPrinted ? 'sentence' : 'sentence unprinted'} title={look.words}>
          <Edged asInEditor={asInEditor}>
            <Inlines nodes={node.content} {...rest} marksNumbers={marksNumbers && look.isPrinted} />
          </Edged>
        </span>
      );
    }
    const look = describe(node.attrs);
    const className = ['figure', look.tone, node.attrs.id === chosen && 'chosen'].filter(Boolean).join(' ');
    if (asInEditor)
      return (
        <span key={index} className={className} title={look.title}>
          {look.words}
        </span>
      );
    // A span and not a button element: a long list of names has to break over lines like the text around it.
    return (
      <span
        key={index}
        role="button"
        tabIndex={0}
        className={className}
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
