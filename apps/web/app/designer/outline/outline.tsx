import { localize } from '@huibao/domain';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { idOf, idsAbove, visibleNodes, type Chosen, type OutlineNode, type VisibleNode } from './nodes.ts';

interface Props {
  readonly nodes: readonly OutlineNode[];
  readonly chosen: Chosen;
  readonly label: string;
  /** What can be looked for in it. */
  readonly search: string;
  /** How much is wrong within a line of the first level, by its id. */
  readonly faults: ReadonlyMap<string, number>;
  /** Whether a piece is only read: it comes from above. */
  readonly isFixed?: (node: OutlineNode) => boolean;
  /** Whether it can be dragged; what is only read can't, unless this says so. */
  readonly isMovable?: (node: OutlineNode) => boolean;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDrop: (dragged: Chosen, target: Chosen) => void;
  /** Whether it may be let go there: nothing else shows itself as a target. */
  readonly canDrop: (dragged: Chosen, target: Chosen) => boolean;
  readonly onTakeOut: () => void;
  /** Goes on from what is chosen to where it is edited. */
  readonly onEnter?: () => void;
}

/** A part of the draft as a tree: one tab stop, arrows through it, Alt and arrows move what is chosen. */
export function Outline(props: Props) {
  const { nodes, chosen, label, search, faults, isFixed, isMovable } = props;
  const { onChoose, onMove, onDrop, canDrop, onTakeOut, onEnter } = props;
  const { t } = useTranslation('designer');
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(idsAbove(chosen)));
  const tree = useRef<HTMLDivElement>(null);
  const dragged = useRef<Chosen | null>(null);
  const chosenId = idOf(chosen);
  // What is chosen elsewhere is seen here, too.
  useEffect(() => {
    setOpen((before) => {
      const above = idsAbove(chosen).slice(0, -1);
      return above.every((id) => before.has(id)) ? before : new Set([...before, ...above]);
    });
  }, [chosen]);
  useEffect(() => {
    tree.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId, open]);
  const visible = useMemo(() => visibleNodes(nodes, open, wanted), [nodes, open, wanted]);
  const index = visible.findIndex(({ node }) => node.id === chosenId);
  const toggle = (id: string, isOpen: boolean): void =>
    setOpen((before) => (isOpen ? new Set([...before, id]) : new Set([...before].filter((one) => one !== id))));
  const choose = (one: VisibleNode | undefined): void => {
    if (one) onChoose({ part: one.node.part, path: one.node.path });
  };
  const now = useRef({ onChoose, onDrop, canDrop });
  useLayoutEffect(() => {
    now.current = { onChoose, onDrop, canDrop };
  });
  // The same ones for as long as the tree is there: lines that stay as they are aren't drawn anew.
  const [does] = useState<LineActions>(() => ({
    choose: ({ part, path }) => now.current.onChoose({ part, path }),
    toggle,
    drag: (node) => {
      dragged.current = node;
    },
    takes: (node) => dragged.current !== null && now.current.canDrop(dragged.current, node),
    drop: (node) => {
      if (dragged.current) now.current.onDrop(dragged.current, node);
      dragged.current = null;
    },
  }));
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const here = visible[index];
    const act = keyActions(event, { visible, index, here, choose, toggle, onMove, onTakeOut, onEnter });
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="card designer-outline">
      <input
        type="search"
        className="input"
        value={wanted}
        placeholder={search}
        aria-label={search}
        onChange={(event) => setWanted(event.target.value)}
      />
      <div
        ref={tree}
        role="tree"
        className="tree"
        aria-label={label}
        aria-activedescendant={index < 0 ? undefined : `node ${chosenId}`.replaceAll(' ', '-')}
        tabIndex={0}
        onKeyDown={press}
      >
        {visible.length === 0 && <p className="muted small">{t('outline.nothing')}</p>}
        {visible.map((one) => (
          <Line
            key={one.node.id}
            {...one}
            isChosen={one.node.id === chosenId}
            isFixed={isFixed?.(one.node) === true}
            isMovable={!fixed.has(one.node.kind) && (isMovable ? isMovable(one.node) : isFixed?.(one.node) !== true)}
            faults={one.level === 1 ? (faults.get(one.node.id) ?? 0) : 0}
            does={does}
          />
        ))}
      </div>
    </div>
  );
}

interface Keys {
  readonly visible: readonly VisibleNode[];
  readonly index: number;
  readonly here: VisibleNode | undefined;
  readonly choose: (one: VisibleNode | undefined) => void;
  readonly toggle: (id: string, isOpen: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onTakeOut: () => void;
  readonly onEnter: (() => void) | undefined;
}

/** What stands where it stands. */
const fixed: ReadonlySet<OutlineNode['kind']> = new Set(['rules', 'retired', 'template', 'overview', 'balances']);

/** As trees have them everywhere; null of a key that isn't the tree's. */
function keyActions(event: KeyboardEvent, keys: Keys): (() => void) | null {
  const { visible, index, here, choose, toggle, onMove, onTakeOut, onEnter } = keys;
  const parent = (): VisibleNode | undefined =>
    visible.slice(0, Math.max(0, index)).findLast((one) => one.level < (here?.level ?? 0));
  if (event.altKey)
    return event.key === 'ArrowUp' ? () => onMove(-1) : event.key === 'ArrowDown' ? () => onMove(1) : null;
  if (event.ctrlKey || event.metaKey) return null;
  switch (event.key) {
    case 'ArrowDown':
      return () => choose(visible[index + 1]);
    case 'ArrowUp':
      return () => choose(visible[index < 0 ? 0 : index - 1]);
    case 'Home':
      return () => choose(visible[0]);
    case 'End':
      return () => choose(visible.at(-1));
    case 'ArrowRight':
      return () => {
        if (here && here.node.children.length > 0 && !here.isOpen) toggle(here.node.id, true);
        else if (here?.isOpen) choose(visible[index + 1]);
      };
    case 'ArrowLeft':
      return () => {
        if (here?.isOpen && here.node.children.length > 0) toggle(here.node.id, false);
        else choose(parent());
      };
    case 'Delete':
      return onTakeOut;
    case 'Enter':
      return onEnter ?? null;
    default:
      return null;
  }
}

interface LineActions {
  readonly choose: (node: Chosen) => void;
  readonly toggle: (id: string, isOpen: boolean) => void;
  readonly drag: (node: Chosen) => void;
  /** Whether what is dragged may be let go on it. */
  readonly takes: (node: Chosen) => boolean;
  readonly drop: (node: Chosen) => void;
}

interface LineProps extends VisibleNode {
  readonly isChosen: boolean;
  readonly isFixed: boolean;
  readonly isMovable: boolean;
  readonly faults: number;
  readonly does: LineActions;
}

/** Of a thousand lines those are drawn anew that are called otherwise, or stand elsewhere. */
function isSameLine(one: LineProps, other: LineProps): boolean {
  const seen = ({ node, level, isOpen, isChosen, isFixed, isMovable, faults }: LineProps) => [
    node.id,
    node.kind,
    node.label?.zh,
    node.label?.en,
    node.children.length > 0,
    level,
    isOpen,
    isChosen,
    isFixed,
    isMovable,
    faults,
  ];
  const now = seen(other);
  return seen(one).every((part, index) => part === now[index]);
}

const Line = memo(function Line(props: LineProps) {
  const { node, level, isOpen, isChosen, isFixed, isMovable, faults, does } = props;
  const onToggle = (): void => does.toggle(node.id, !isOpen);
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const [isOver, setOver] = useState(false);
  const hasChildren = node.children.length > 0;
  const over = (event: DragEvent): void => {
    if (!isOver && !does.takes(node)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      id={`node ${node.id}`.replaceAll(' ', '-')}
      role="treeitem"
      aria-level={level}
      aria-selected={isChosen}
      {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
      className={['line', `kind-${node.kind}`, isChosen && 'on', isOver && 'over', isFixed && 'fixed']
        .filter(Boolean)
        .join(' ')}
      style={{ paddingLeft: 6 + (level - 1) * 14 }}
      draggable={isMovable}
      onClick={() => does.choose(node)}
      onDoubleClick={hasChildren ? onToggle : undefined}
      onDragStart={() => does.drag(node)}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        does.drop(node);
      }}
    >
      <span
        className="twist"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          if (hasChildren) onToggle();
        }}
      >
        {hasChildren ? (isOpen ? '▾' : '▸') : ''}
      </span>
      <span className="name" title={node.label ? localize(node.label, locale) : undefined}>
        <NodeName node={node} />
      </span>
      {faults > 0 && (
        <span className="alert-text small" title={t('outline.faults', { count: faults })}>
          {faults}
        </span>
      )}
    </div>
  );
}, isSameLine);

/** What a piece is called; what kind it is, where it has no name yet. */
export function NodeName({ node }: { node: Pick<OutlineNode, 'kind' | 'label'> }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const name = node.label ? localize(node.label, locale) : '';
  return name === '' ? <i className="muted">{t(`kinds.${node.kind}`)}</i> : <>{name}</>;
}
