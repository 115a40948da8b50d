import { onceEach } from '../once-each.ts';
import { intersectUnits } from '../org-unit.ts';
import type { DataElement, Dimension, Option, ValidationRule } from './definition.ts';

/** What of an element says which cells it has. */
export type BrokenDown = Pick<DataElement, 'dimension' | 'crossedBy'>;

/** Codes of options hold no point, so that a key says by itself which options it is of. */
const separator = '.';

/** What an element is broken down by, in the order in which the keys of its cells name the options. */
export function dimensionsOf({ dimension, crossedBy = [] }: BrokenDown): readonly Dimension[] {
  return dimension ? [dimension, ...crossedBy] : [];
}

const crossed = new WeakMap<
  readonly Dimension[],
  { readonly dimension: Dimension; readonly options: readonly Option[] }
>();

/**
 * An option for each of an element's cells, whose code is the cell's key: of several dimensions every combination that
 * concerns somebody. Undefined of what isn't broken down.
 */
export function cellOptionsOf({ dimension, crossedBy = [] }: BrokenDown): readonly Option[] | undefined {
  if (!dimension || crossedBy.length === 0) return dimension?.options;
  const known = crossed.get(crossedBy);
  if (known?.dimension === dimension) return known.options;
  const options = crossedBy.reduce<readonly Option[]>(
    (some, { options: others }) => some.flatMap((one) => others.flatMap((other) => combined(one, other))),
    dimension.options,
  );
  crossed.set(crossedBy, { dimension, options });
  return options;
}

function combined(one: Option, other: Option): readonly Option[] {
  const appliesTo = intersectUnits(one.appliesTo ?? {}, other.appliesTo ?? {});
  // No part of a form asks for a group.
  if (appliesTo === undefined || appliesTo === 'two_groups') return [];
  const fixed = one.fixed ?? other.fixed;
  return [
    {
      code: keyOf([one.code, other.code]),
      label: { zh: `${one.label.zh}·${other.label.zh}`, en: `${one.label.en} · ${other.label.en}` },
      ...(Object.keys(appliesTo).length > 0 ? { appliesTo } : {}),
      ...(fixed === undefined ? {} : { fixed }),
    },
  ];
}

const fixedCells = onceEach((_element: DataElement) => new Map<string, DataElement>());

/** An element as one of its cells asks it: where what it holds is fixed, it is worked out, and nobody types it. */
export function elementOfCell(element: DataElement, option: Option | null): DataElement {
  if (option?.fixed === undefined || element.calculated !== undefined) return element;
  const known = fixedCells(element);
  const made = known.get(option.code) ?? { ...element, calculated: option.fixed };
  known.set(option.code, made);
  return made;
}

/** The key of the cell of these options, one of each dimension. */
export function keyOf(options: readonly string[]): string {
  return options.join(separator);
}

/** The option that a cell's key names of each dimension. */
export function optionsOfKey(key: string): readonly string[] {
  return key.split(separator);
}

/** What a key may say of an element: one of its cells or, of several dimensions, an option of one. */
export function namedKeysOf(element: BrokenDown): readonly Option[] {
  const cells = cellOptionsOf(element) ?? [];
  return element.crossedBy ? [...dimensionsOf(element).flatMap(({ options }) => options), ...cells] : cells;
}

/** Keys of the element's cells that are, or hold, what is named; none where it has no such cell. */
export function keysWithin(element: BrokenDown, named: string): readonly string[] {
  const keys = (cellOptionsOf(element) ?? []).map(({ code }) => code);
  return keys.filter((key) => key === named || optionsOfKey(key).includes(named));
}

/** Keys of the cells that count where these are named; of all cells where none is, `''` of what isn't broken down. */
export function keysRead(element: BrokenDown, named: readonly string[] | undefined): readonly string[] {
  if (named === undefined) return cellOptionsOf(element)?.map(({ code }) => code) ?? [''];
  return element.crossedBy ? [...new Set(named.flatMap((one) => keysWithin(element, one)))] : named;
}

/** Keys of the element's cells that hold the options chosen of some dimensions, by the dimensions' codes. */
export function cellsChosen(element: BrokenDown, chosen: ReadonlyMap<string, string>): readonly Option[] {
  const cells = cellOptionsOf(element) ?? [];
  const wanted = dimensionsOf(element).map(({ code }) => chosen.get(code));
  if (wanted.every((option) => option === undefined)) return cells;
  return cells.filter(({ code }) =>
    optionsOfKey(code).every((option, place) => wanted[place] === undefined || wanted[place] === option),
  );
}

/** Of whose options a rule is judged one by one, if it is at all. */
export function dimensionJudgedBy(
  { perOption = false }: Pick<ValidationRule, 'perOption'>,
  element: BrokenDown | undefined,
): Dimension | undefined {
  if (perOption === false || !element) return undefined;
  return perOption === true ? element.dimension : dimensionsOf(element).find(({ code }) => code === perOption);
}
