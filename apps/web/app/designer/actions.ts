import {
  elementsOf,
  holdsElements,
  type DataElement,
  type ElementBlock,
  type FormBlock,
  type FormDefinition,
  type FormSection,
  type Localized,
} from '@huibao/domain';
import {
  addForm,
  changeAt,
  duplicateForm,
  FreeCodes,
  freeCode,
  insertAt,
  isInheritedForm,
  newElement,
  recodeAsked,
  removeAt,
  removeForm,
  takenCodes,
  valueAt,
  wantedCode,
  type DraftParts,
  type PartPath,
} from '@huibao/domain/designing';
import { blockKinds, kindAt, type Chosen, type NodeKind } from './outline/nodes.ts';

/** What an action changes, and what is chosen after it. */
export interface Change {
  readonly parts: DraftParts;
  readonly chosen: Chosen;
}

export const one = (part: string, content: unknown, path: PartPath): Change => ({
  parts: new Map([[part, content]]),
  chosen: { part, path },
});

/** The place of the nearest piece of one of these kinds that a place is in, or is. */
export function within(parts: DraftParts, { part, path }: Chosen, kinds: readonly NodeKind[]): PartPath | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const at = path.slice(0, length);
    const isPiece = length === 0 || typeof at.at(-1) === 'number';
    if (isPiece && kinds.includes(kindAt(parts, { part, path: at }))) return at;
  }
  return null;
}

export const isRetired = ({ path }: Chosen): boolean => path[0] === 'retired';

/** Names of what is made anew, in both languages. */
export type Words = (
  key:
    | 'newField'
    | 'newBlock'
    | 'newGrid'
    | 'newBreakdown'
    | 'newOption'
    | 'newRegister'
    | 'newSection'
    | 'newForm'
    | 'newRule'
    | 'formNumber',
  values?: { readonly no: number },
) => Localized;

/** A question after the chosen one: in its group, or as a column of its register. */
export function addField(
  parts: DraftParts,
  chosen: Chosen,
  words: Words,
  elements?: readonly DataElement[],
): Change | null {
  if (isRetired(chosen)) return null;
  const { part } = chosen;
  const block = within(parts, chosen, blockKinds);
  if (!block) return null;
  const isRegister = kindAt(parts, { part, path: block }) === 'register';
  const list = isRegister ? [...block, 'register', 'columns'] : [...block, 'elements'];
  const form = parts.get(part);
  const items = valueAt(form, list) as readonly DataElement[];
  const after = chosen.path.length > list.length ? Number(chosen.path[list.length]) + 1 : items.length;
  const taken = isRegister ? new Set(items.map((item) => item.code)) : takenCodes(parts);
  const wanted = isRegister ? 'column' : wantedCode(parts, 'item');
  const made = elements ?? [newField(freeCode(taken, wanted), words('newField'), isRegister)];
  const first = kindAt(parts, { part, path: block }) === 'grid' ? items[0] : undefined;
  const added = first ? made.map((element) => brokenDownAs(first, element)) : made;
  const content = changeAt(form, list, (all) => (all as readonly DataElement[]).toSpliced(after, 0, ...added));
  return one(part, content, [...list, after + added.length - 1]);
}

/** All of a grid is broken down alike. */
export function brokenDownAs({ dimension, crossedBy }: DataElement, element: DataElement): DataElement {
  const { dimension: _dimension, crossedBy: _crossedBy, ...rest } = element;
  return { ...rest, ...(dimension ? { dimension } : {}), ...(crossedBy ? { crossedBy } : {}) };
}

/** A number of the period; of a record, words. */
function newField(code: string, label: Localized, isColumn: boolean): DataElement {
  return isColumn ? { code, label, type: 'text', flow: 'stock', required: true } : newElement(code, label);
}

function newFields(parts: DraftParts, words: Words): FormBlock {
  const element = newElement(freeCode(takenCodes(parts), wantedCode(parts, 'item')), words('newField'));
  return { kind: 'fields', title: words('newBlock'), elements: [element] };
}

function newGrid(parts: DraftParts, words: Words): FormBlock {
  const codes = new FreeCodes(takenCodes(parts));
  const dimension = {
    code: 'kind',
    label: words('newBreakdown'),
    options: [1, 2].map((no) => ({ code: `option_${no}`, label: words('newOption', { no }) })),
  };
  const elements = [1, 2].map(() => ({
    ...newElement(codes.take(wantedCode(parts, 'item')), words('newField')),
    dimension,
  }));
  return { kind: 'grid', title: words('newGrid'), across: 'options', elements };
}

function newRegister(parts: DraftParts, words: Words): FormBlock {
  const label = words('newField');
  return {
    kind: 'register',
    register: {
      code: freeCode(takenCodes(parts), wantedCode(parts, 'list')),
      label: words('newRegister'),
      required: false,
      carriesOver: false,
      columns: [{ code: 'title', label, type: 'text', flow: 'stock', required: true }],
    },
  };
}

/** Where a block goes: into the section that is chosen or worked in; at the end of a form that is chosen as a whole. */
export function sectionFor(parts: DraftParts, chosen: Chosen): PartPath | null {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition | undefined;
  if (path.length === 0 && form && form.sections.length > 0) return ['sections', form.sections.length - 1];
  return within(parts, chosen, ['section']);
}

export function addBlock(parts: DraftParts, chosen: Chosen, kind: FormBlock['kind'], words: Words): Change | null {
  const { part } = chosen;
  const section = sectionFor(parts, chosen);
  if (!section) return null;
  const list = [...section, 'blocks'];
  const form = parts.get(part);
  const count = (valueAt(form, list) as readonly unknown[]).length;
  const after = chosen.path.length > list.length ? Number(chosen.path[list.length]) + 1 : count;
  const block = { fields: newFields, grid: newGrid, register: newRegister }[kind](parts, words);
  return one(part, insertAt(form, list, after, block), [...list, after]);
}

export function addSection(parts: DraftParts, chosen: Chosen, words: Words): Change | null {
  const { part } = chosen;
  const form = parts.get(part) as FormDefinition | undefined;
  if (!form) return null;
  const current = within(parts, chosen, ['section']);
  const after = current ? Number(current[1]) + 1 : form.sections.length;
  const code = freeCode(new Set(form.sections.map((section) => section.code)), 'section');
  const section: FormSection = { code, title: words('newSection'), blocks: [newFields(parts, words)] };
  return one(part, insertAt(form, ['sections'], after, section), ['sections', after]);
}

/** A rule of the chosen element: that it is answered, until somebody says what it is to be. */
export function addRule(parts: DraftParts, chosen: Chosen, words: Words): Change | null {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition | undefined;
  if (!form) return null;
  const element = kindAt(parts, chosen) === 'element' ? (valueAt(form, path) as DataElement) : null;
  const first = element ?? elementsOf(form)[0];
  if (!first) return null;
  const code = freeCode(new Set(form.rules.map((rule) => rule.code)), 'rule');
  const rule = {
    code,
    severity: 'warning',
    expression: `isAnswered("${first.code}")`,
    message: words('newRule'),
    elements: [first.code],
  } as const;
  return one(part, insertAt(form, ['rules'], form.rules.length, rule), ['rules', form.rules.length]);
}

/** An empty form behind the chosen one. */
export function addNewForm(parts: DraftParts, after: string | null, words: Words): Change {
  const { forms } = parts.get('programme.json') as { readonly forms: readonly string[] };
  const code = freeCode(new Set(forms), wantedCode(parts, 'form'));
  const title = words('newForm');
  const form: FormDefinition = {
    code,
    number: words('formNumber', { no: forms.length + 1 }),
    title,
    shortTitle: title,
    instructions: title,
    appliesTo: { kinds: ['school'] },
    sections: [{ code: 'section', title: words('newSection'), blocks: [newFields(parts, words)] }],
    rules: [],
  };
  return { parts: addForm(parts, form, after), chosen: { part: `forms/${code}.json`, path: [] } };
}

/** What is chosen once more behind itself, with codes of its own. */
export function duplicate(parts: DraftParts, chosen: Chosen): Change | null {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition;
  const [list, index] = [path.slice(0, -1), Number(path.at(-1))];
  const kind = kindAt(parts, chosen);
  if (isRetired(chosen)) return null;
  if (kind === 'form') {
    const made = duplicateForm(parts, form.code);
    return { parts: made.parts, chosen: { part: `forms/${made.code}.json`, path: [] } };
  }
  if (kind === 'rules' || kind === 'retired') return null;
  const siblings = valueAt(form, list) as readonly { readonly code?: string }[];
  const own = new Set(siblings.flatMap((item) => item.code ?? []));
  const item = withOwnCodes(part, valueAt(form, path), kind, own, new FreeCodes(takenCodes(parts)));
  return one(part, insertAt(form, list, index + 1, item), [...list, index + 1]);
}

/** What is copied together reads its own copies. */
function withOwnCodes(part: string, item: unknown, kind: NodeKind, own: ReadonlySet<string>, free: FreeCodes): unknown {
  const blocks = (list: readonly FormBlock[]): readonly FormBlock[] => {
    const codes = list.flatMap((block) =>
      holdsElements(block) ? block.elements.map((element) => element.code) : [block.register.code],
    );
    return recodeAsked(part, list, new Map(codes.map((code) => [code, free.take(code)])));
  };
  switch (kind) {
    case 'element':
      return { ...(item as DataElement), code: free.take((item as DataElement).code) };
    case 'fields':
    case 'grid':
    case 'register':
      return blocks([item as FormBlock])[0];
    case 'section': {
      const section = item as FormSection;
      return { ...section, code: freeCode(own, section.code), blocks: blocks(section.blocks) };
    }
    default:
      return { ...(item as { readonly code: string }), code: freeCode(own, (item as { readonly code: string }).code) };
  }
}

/** Whether what is taken out stays known, because some of it was published. */
export function retires(parts: DraftParts, chosen: Chosen, published: ReadonlySet<string>): boolean {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition;
  return !isRetired(chosen) && retiredOf(form, kindAt(parts, chosen), path, published).length > 0;
}

/**
 * Takes a piece out. What has been published stays known under its code: it is retired, and figures go on reading what
 * was answered.
 */
export function takeOut(parts: DraftParts, chosen: Chosen, published: ReadonlySet<string>): Change {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition;
  const kind = kindAt(parts, chosen);
  if (kind === 'form') {
    const { forms } = parts.get('programme.json') as { readonly forms: readonly string[] };
    // Of additions one's own, where there is another.
    const others = forms.filter((code) => code !== form.code);
    const next = others.find((code) => !isInheritedForm(parts, `forms/${code}.json`)) ?? others[0];
    return {
      parts: removeForm(parts, form.code),
      chosen: { part: next === undefined ? 'programme.json' : `forms/${next}.json`, path: [] },
    };
  }
  const retired = isRetired(chosen) ? [] : retiredOf(form, kind, path, published);
  const without = removeAt(form, path);
  const content =
    retired.length > 0 ? { ...without, retired: [...(form.retired ?? []), ...retired] } : withoutEmpty(without);
  return one(part, content, path.slice(0, kind === 'rule' ? 1 : kind === 'section' ? 0 : -2));
}

/** A form that retires nothing has no list of it. */
function withoutEmpty(form: FormDefinition): FormDefinition {
  const { retired = [], ...asking } = form;
  const kept = retired.filter((block) => (holdsElements(block) ? block.elements : block.register.columns).length > 0);
  return kept.length > 0 ? { ...asking, retired: kept } : asking;
}

function retiredOf(
  form: FormDefinition,
  kind: NodeKind,
  path: PartPath,
  published: ReadonlySet<string>,
): readonly FormBlock[] {
  const known = (block: FormBlock): readonly FormBlock[] => {
    if (block.kind === 'register') return published.has(block.register.code) ? [block] : [];
    const elements = block.elements.filter((element) => published.has(element.code));
    return elements.length > 0 ? [{ ...block, elements }] : [];
  };
  const item = valueAt(form, path);
  switch (kind) {
    case 'section':
      return (item as FormSection).blocks.flatMap(known);
    case 'fields':
    case 'grid':
    case 'register':
      return known(item as FormBlock);
    case 'element': {
      const block = valueAt(form, path.slice(0, -2)) as ElementBlock;
      return known({ ...block, elements: [item as DataElement] });
    }
    case 'column': {
      const block = valueAt(form, path.slice(0, -3)) as Extract<FormBlock, { kind: 'register' }>;
      const column = item as DataElement;
      const isKnown = published.has(`${block.register.code}.${column.code}`);
      return isKnown ? [{ ...block, register: { ...block.register, columns: [column] } }] : [];
    }
    default:
      return [];
  }
}

/** What is retired is asked again, at the end of the first section. */
export function bringBack(parts: DraftParts, chosen: Chosen): Change | null {
  const { part, path } = chosen;
  const form = parts.get(part) as FormDefinition;
  const at = within(parts, chosen, blockKinds);
  const block = at && (valueAt(form, at) as FormBlock);
  if (!isRetired(chosen) || !at || !block) return null;
  const element = kindAt(parts, chosen) === 'element' ? (valueAt(form, path) as DataElement) : null;
  const back = element && holdsElements(block) ? { ...block, elements: [element] } : block;
  const left = withoutEmpty(removeAt(form, element ? path : at));
  const list = ['sections', 0, 'blocks'] as const;
  const count = (valueAt(left, list) as readonly unknown[]).length;
  return one(part, insertAt(left, list, count, back), [...list, count]);
}
