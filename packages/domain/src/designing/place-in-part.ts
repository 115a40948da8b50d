/** Keys and places in lists, from a part's root. */
export type PartPath = readonly (string | number)[];

/** The place that a refusal tells (`$.sections[0].title.zh`), as keys. */
export function readPlace(jsonPath: string): PartPath {
  return [...jsonPath.matchAll(/\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)].map(
    ([, key, index, quoted]) => (index === undefined ? (key ?? quoted ?? '') : Number(index)),
  );
}

export function valueAt(root: unknown, path: PartPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    root,
  );
}

/**
 * The same part with another value at one place: what isn't on the way there is shared with the one before, so that
 * whoever has drawn it knows that it hasn't changed. Undefined takes a key out.
 */
export function changeAt<Part>(root: Part, path: PartPath, change: (value: unknown) => unknown): Part {
  const [key, ...rest] = path;
  if (key === undefined) return change(root) as Part;
  if (Array.isArray(root)) {
    const items: readonly unknown[] = root;
    return items.map((item, index) => (index === key ? changeAt(item, rest, change) : item)) as Part;
  }
  const { [key]: before, ...others } = root as Readonly<Record<string | number, unknown>>;
  const after = changeAt(before, rest, change);
  if (after === undefined) return others as Part;
  // A key keeps its place among the others.
  return (key in (root as object) ? { ...root, [key]: after } : { ...others, [key]: after }) as Part;
}

export function insertAt<Part>(root: Part, list: PartPath, index: number, item: unknown): Part {
  return changeAt(root, list, (items) => (items as readonly unknown[]).toSpliced(index, 0, item));
}

/** Without the item of a list that the path leads to. */
export function removeAt<Part>(root: Part, path: PartPath): Part {
  const index = Number(path.at(-1));
  return changeAt(root, path.slice(0, -1), (items) => (items as readonly unknown[]).toSpliced(index, 1));
}

/**
 * An item of a list before another place of the same part, as places are before it moves. Answers where it is then.
 */
export function moveBefore<Part>(
  root: Part,
  from: PartPath,
  list: PartPath,
  index: number,
): { readonly part: Part; readonly path: PartPath } {
  const item = valueAt(root, from);
  const [source, at] = [from.slice(0, -1), Number(from.at(-1))];
  const isSameList = source.length === list.length && source.every((key, place) => key === list[place]);
  const target = isSameList && at < index ? index - 1 : index;
  return { part: insertAt(removeAt(root, from), list, target, item), path: [...list, target] };
}
