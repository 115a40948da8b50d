import {
  holdsElements,
  type BlockNode,
  type DataElement,
  type FormBlock,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import { isInheritedForm, valueAt, type DraftParts, type PartPath } from '@huibao/domain/designing';

/** Something of a draft that can be chosen: a form or a piece of one, by its part and its place there. */
export interface Chosen {
  readonly part: string;
  readonly path: PartPath;
}

export type NodeKind = 'form' | 'section' | FormBlock['kind'] | 'element' | 'column' | 'rules' | 'rule' | 'retired';

export const blockKinds: readonly NodeKind[] = ['fields', 'grid', 'register'] satisfies readonly FormBlock['kind'][];

/** Of the report's template: its texts, sections and blocks, and its balances. */
type TemplateKind = 'template' | 'overview' | 'reportSection' | BlockNode['type'] | 'balances' | 'balance';

export interface OutlineNode extends Chosen {
  readonly id: string;
  readonly kind: NodeKind | TemplateKind;
  /** Null of what has no name of its own. */
  readonly label: Localized | null;
  readonly code: string;
  readonly children: readonly OutlineNode[];
  /** What else is said of it, and looked through: hints, measures, options, expressions. */
  readonly said?: unknown;
}

export function idOf({ part, path }: Chosen): string {
  return [part, ...path].join(' ');
}

interface Named {
  readonly code?: string;
  readonly label: Localized | null;
  readonly number?: Localized;
  readonly instructions?: Localized;
}

/** Made once for each form that changes: the others are drawn as they were. */
const known = new WeakMap<FormDefinition, OutlineNode>();

export function formNode(part: string, form: FormDefinition): OutlineNode {
  const before = known.get(form);
  if (before) return before;
  const node = (kind: NodeKind, path: PartPath, named: Named, children: readonly OutlineNode[] = []): OutlineNode => ({
    id: idOf({ part, path }),
    part,
    path,
    kind,
    label: named.label,
    code: named.code ?? '',
    children,
    said: named,
  });
  const elements = (kind: 'element' | 'column', list: readonly DataElement[], path: PartPath) =>
    list.map((element, index) => node(kind, [...path, index], element));
  const block = (one: FormBlock, path: PartPath): OutlineNode =>
    holdsElements(one)
      ? node(one.kind, path, { ...one, label: one.title }, elements('element', one.elements, [...path, 'elements']))
      : node(
          'register',
          path,
          one.register,
          elements('column', one.register.columns, [...path, 'register', 'columns']),
        );
  const blocks = (list: readonly FormBlock[], path: PartPath) => list.map((one, index) => block(one, [...path, index]));
  const rules = form.rules.map((rule, index) => node('rule', ['rules', index], { ...rule, label: rule.message }));
  const { number, instructions } = form;
  const made = node('form', [], { code: form.code, label: form.title, number, instructions }, [
    ...form.sections.map((section, index) =>
      node(
        'section',
        ['sections', index],
        { code: section.code, label: section.title },
        blocks(section.blocks, ['sections', index, 'blocks']),
      ),
    ),
    node('rules', ['rules'], { label: null }, rules),
    ...(form.retired ? [node('retired', ['retired'], { label: null }, blocks(form.retired, ['retired']))] : []),
  ]);
  known.set(form, made);
  return made;
}

/** The forms of a draft in the order in which the programme lists them; of additions one's own first. */
export function outlineOf(parts: DraftParts): readonly OutlineNode[] {
  const { forms } = parts.get('programme.json') as { readonly forms: readonly string[] };
  const isFixed = (code: string): boolean => isInheritedForm(parts, `forms/${code}.json`);
  const ordered = forms.toSorted((one, other) => Number(isFixed(one)) - Number(isFixed(other)));
  return ordered.flatMap((code) => {
    const part = `forms/${code}.json`;
    const form = parts.get(part) as FormDefinition | undefined;
    return form ? [formNode(part, form)] : [];
  });
}

export interface VisibleNode {
  readonly node: OutlineNode;
  readonly level: number;
  readonly isOpen: boolean;
}

/**
 * The lines of the tree that are seen: below what is open; where something is searched for, whatever is called so, with
 * what it stands in.
 */
export function visibleNodes(
  nodes: readonly OutlineNode[],
  open: ReadonlySet<string>,
  search: string,
): readonly VisibleNode[] {
  const wanted = search.trim().toLowerCase();
  const isCalledSo = ({ label, code, said }: OutlineNode): boolean =>
    [label?.zh, label?.en, code].some((text) => text?.toLowerCase().includes(wanted)) || says(said, wanted);
  const visible = (node: OutlineNode, level: number): readonly VisibleNode[] => {
    if (wanted === '') {
      const isOpen = open.has(node.id);
      const below = isOpen ? node.children.flatMap((child) => visible(child, level + 1)) : [];
      return [{ node, level, isOpen }, ...below];
    }
    const below = node.children.flatMap((child) => visible(child, level + 1));
    return below.length > 0 || isCalledSo(node) ? [{ node, level, isOpen: below.length > 0 }, ...below] : [];
  };
  return nodes.flatMap((node) => visible(node, 1));
}

/** Lists of pieces that have lines of their own, and words that stand for a kind of thing. */
const notLookedThrough: ReadonlySet<string> = new Set(['elements', 'columns', 'kind', 'type', 'flow', 'severity']);

function says(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => !notLookedThrough.has(key) && says(inner, wanted));
}

/** The ids of whatever a place stands in, itself among them. */
export function idsAbove({ part, path }: Chosen): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => idOf({ part, path: path.slice(0, length) }));
}

/** The nearest piece that can be chosen at a place, or that it is within: of a label's place its element. */
export function chosenAt(parts: DraftParts, { part, path }: Chosen): Chosen {
  const form = parts.get(part);
  for (let length = path.length; length > 0; length -= 1) {
    const at = path.slice(0, length);
    if (isPlaceOfPiece(at) && valueAt(form, at) !== undefined) return { part, path: at };
  }
  return { part, path: [] };
}

/** `sections.0`, `….blocks.1`, `….elements.2`, `….register.columns.3`, `rules.4`. */
function isPlaceOfPiece(path: PartPath): boolean {
  const list = path.at(-2);
  return (
    typeof path.at(-1) === 'number' &&
    ((path.length === 2 && ['sections', 'rules', 'retired'].includes(String(list))) ||
      // The elements that a rule marks are codes, and no pieces.
      (path[0] !== 'rules' && ['blocks', 'elements', 'columns'].includes(String(list))))
  );
}

export function kindAt(parts: DraftParts, { part, path }: Chosen): NodeKind {
  if (path.length === 0) return 'form';
  const list = path.at(typeof path.at(-1) === 'number' ? -2 : -1);
  switch (list) {
    case 'sections':
      return 'section';
    case 'elements':
      return 'element';
    case 'columns':
      return 'column';
    case 'rules':
      return path.length === 1 ? 'rules' : 'rule';
    case 'retired':
      if (path.length === 1) return 'retired';
      return blockKind(valueAt(parts.get(part), path));
    default:
      return blockKind(valueAt(parts.get(part), path));
  }
}

function blockKind(block: unknown): FormBlock['kind'] {
  return (block as FormBlock).kind;
}
