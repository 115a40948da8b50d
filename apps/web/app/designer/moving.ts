import { holdsElements, type FormDefinition } from '@huibao/domain';
import {
  codesWithin,
  isInheritedForm,
  moveBefore,
  moveToForm,
  valueAt,
  type DraftParts,
  type PartPath,
} from '@huibao/domain/designing';
import { isRetired, one, within, type Change } from './actions.ts';
import { blockKinds, kindAt, type Chosen, type NodeKind } from './outline/nodes.ts';

/** Whether a piece can go before or behind its neighbour. */
export function canMove(parts: DraftParts, { part, path }: Chosen, by: -1 | 1): boolean {
  if (isRetired({ part, path })) return false;
  const head = parts.get('programme.json') as { readonly forms: readonly string[] };
  const { code } = parts.get(part) as FormDefinition;
  const items = path.length === 0 ? head.forms : valueAt(parts.get(part), path.slice(0, -1));
  const index = path.length === 0 ? head.forms.indexOf(code) : Number(path.at(-1));
  if (isInheritedForm(parts, part) || (path.length === 0 && isInheritedForm(parts, partOf(head.forms[index + by]))))
    return false;
  return Array.isArray(items) && index + by >= 0 && index + by < items.length;
}

const partOf = (form: string | undefined): string => `forms/${form ?? ''}.json`;

/** Among those that it stands with. Null at the end of its list. */
export function move(parts: DraftParts, chosen: Chosen, by: -1 | 1): Change | null {
  if (!canMove(parts, chosen, by)) return null;
  const { part, path } = chosen;
  if (path.length === 0) return moveForm(parts, part, by);
  const [list, index] = [path.slice(0, -1), Number(path.at(-1))];
  const form = parts.get(part);
  const items = valueAt(form, list);
  if (!Array.isArray(items) || index + by < 0 || index + by >= items.length) return null;
  const moved = moveBefore(form, path, list, by < 0 ? index - 1 : index + 2);
  return one(part, moved.part, moved.path);
}

function moveForm(parts: DraftParts, part: string, by: -1 | 1): Change | null {
  const head = parts.get('programme.json') as { readonly forms: readonly string[] };
  const { code } = parts.get(part) as FormDefinition;
  const index = head.forms.indexOf(code);
  if (index + by < 0 || index + by >= head.forms.length) return null;
  const moved = moveBefore(head, ['forms', index], ['forms'], by < 0 ? index - 1 : index + 2);
  return { parts: new Map([['programme.json', moved.part]]), chosen: { part, path: [] } };
}

/** Whether a piece may be let go on another. */
export function canDropOn(parts: DraftParts, dragged: Chosen, target: Chosen): boolean {
  const kind = kindAt(parts, dragged);
  const { part, path } = dragged;
  // What comes from above stays as it is: nothing is taken from it, and nothing put into it.
  if (isInheritedForm(parts, part) || isInheritedForm(parts, target.part)) return false;
  if (kind === 'form') return part !== target.part;
  if (isRetired(dragged) || isRetired(target)) return false;
  const isElsewhere = part !== target.part;
  if (isElsewhere && !goesElsewhere(kind)) return false;
  const isColumnElsewhere =
    kind === 'column' && path.slice(0, -1).join() !== target.path.slice(0, path.length - 1).join();
  const isItself = !isElsewhere && path.every((key, index) => key === target.path[index]);
  return !isColumnElsewhere && !isItself && placeFor(parts, kind, target) !== null;
}

/** What may stand in another form: a rule goes with what it marks, a column with its register. */
export function goesElsewhere(kind: NodeKind): boolean {
  return kind === 'element' || kind === 'section' || blockKinds.includes(kind);
}

/** What of a piece has been published: it stays in its form (decision 3 on programmes). */
export function publishedWithin(parts: DraftParts, { part, path }: Chosen, published: ReadonlySet<string>): boolean {
  return codesWithin(valueAt(parts.get(part), path)).some((code) => published.has(code));
}

/** Which list takes what is dragged, and where in it, where it is let go on another piece; null where it can't be. */
export function dropOn(parts: DraftParts, dragged: Chosen, target: Chosen): Change | null {
  if (!canDropOn(parts, dragged, target)) return null;
  const { part, path } = dragged;
  const kind = kindAt(parts, dragged);
  if (kind === 'form') {
    const head = parts.get('programme.json') as { readonly forms: readonly string[] };
    const indexOf = (name: string): number => head.forms.indexOf((parts.get(name) as FormDefinition).code);
    const moved = moveBefore(head, ['forms', indexOf(part)], ['forms'], indexOf(target.part));
    return { parts: new Map([['programme.json', moved.part]]), chosen: dragged };
  }
  const place = placeFor(parts, kind, target);
  if (!place) return null;
  if (part !== target.part) {
    const to = { part: target.part, path: [...place.list, place.index] };
    return { parts: moveToForm(parts, dragged, to), chosen: to };
  }
  const moved = moveBefore(parts.get(part), path, place.list, place.index);
  return one(part, moved.part, moved.path);
}

function placeFor(
  parts: DraftParts,
  kind: NodeKind,
  target: Chosen,
): { readonly list: PartPath; readonly index: number } | null {
  const before = (at: PartPath) => ({ list: at.slice(0, -1), index: Number(at.at(-1)) });
  const isBlock = blockKinds.includes(kind);
  const same = within(parts, target, isBlock ? blockKinds : [kind]);
  if (same && same.length > 0) return before(same);
  const list = listFor(parts, kind, target, isBlock);
  return list && { list, index: (valueAt(parts.get(target.part), list) as readonly unknown[]).length };
}

/** The list at whose end a piece goes that is let go on what holds such pieces, or on a form. */
function listFor(parts: DraftParts, kind: NodeKind, target: Chosen, isBlock: boolean): PartPath | null {
  const form = parts.get(target.part) as FormDefinition | undefined;
  if (!form) return null;
  const { sections } = form;
  const isForm = target.path.length === 0;
  const last = sections.length - 1;
  if (kind === 'section') return isForm ? ['sections'] : null;
  const section = isForm && last >= 0 ? ['sections', last] : within(parts, target, ['section']);
  if (isBlock) return section && [...section, 'blocks'];
  if (kind !== 'element') return null;
  const holder = within(parts, target, ['fields', 'grid']);
  if (holder) return [...holder, 'elements'];
  const at = isForm ? (sections[last]?.blocks.findLastIndex(holdsElements) ?? -1) : -1;
  return at >= 0 ? ['sections', last, 'blocks', at, 'elements'] : null;
}

/** Places that a piece can be moved to, in this form or another: what holds such pieces, in the programme's order. */
export function placesToMoveTo(parts: DraftParts, chosen: Chosen): readonly Chosen[] {
  const kind = kindAt(parts, chosen);
  if (!goesElsewhere(kind)) return [];
  const { forms } = parts.get('programme.json') as { readonly forms: readonly string[] };
  const own = chosen.path.slice(0, kind === 'section' ? 0 : -2).join();
  return forms
    .map(partOf)
    .filter((part) => !isInheritedForm(parts, part))
    .flatMap((part): readonly Chosen[] => {
      const form = parts.get(part) as FormDefinition | undefined;
      if (!form) return [];
      if (kind === 'section') return [{ part, path: [] }];
      return form.sections.flatMap(({ blocks }, at): readonly Chosen[] =>
        kind === 'element'
          ? blocks.flatMap((block, index) =>
              holdsElements(block) ? [{ part, path: ['sections', at, 'blocks', index] }] : [],
            )
          : [{ part, path: ['sections', at] }],
      );
    })
    .filter(({ part, path }) => part !== chosen.part || path.join() !== own);
}

/** To the end of a place of `placesToMoveTo`. */
export function moveTo(parts: DraftParts, chosen: Chosen, target: Chosen): Change | null {
  const kind = kindAt(parts, chosen);
  const list = [...target.path, kind === 'element' ? 'elements' : kind === 'section' ? 'sections' : 'blocks'];
  const end = [...list, (valueAt(parts.get(target.part), list) as readonly unknown[]).length];
  if (chosen.part !== target.part) {
    const to = { part: target.part, path: end };
    return { parts: moveToForm(parts, chosen, to), chosen: to };
  }
  const moved = moveBefore(parts.get(chosen.part), chosen.path, list, Number(end.at(-1)));
  return one(chosen.part, moved.part, moved.path);
}
