import type { PartPath } from '../place-in-part.ts';
import { advise, type Advice } from './advice.ts';

/**
 * Names that are still as they were made: whoever reports would read them.
 * @param asMade what pieces made anew are called, in every language
 */
export function stillNew(parts: ReadonlyMap<string, unknown>, asMade: ReadonlySet<string>): readonly Advice[] {
  return [...parts].flatMap(([file, part]) => {
    const first = new Map<string, Name>();
    for (const name of namesIn(part, [])) {
      const told = `${name.text} ${name.piece}`;
      if (asMade.has(name.text) && !first.has(told)) first.set(told, name);
    }
    return [...first.values()].map(({ text, path }) =>
      advise('still_new', file, path, `${text} ${path.join('.')}`, [{ zh: text, en: text }]),
    );
  });
}

interface Name {
  readonly text: string;
  readonly path: PartPath;
  /** Whose name it is: a form's title, short title and instructions are one until they are written apart. */
  readonly piece: string;
}

function* namesIn(value: unknown, path: PartPath): Generator<Name> {
  if (typeof value === 'string') {
    const key = path.at(-1);
    if (key === 'zh' || key === 'heading')
      yield { text: value, path, piece: path.slice(0, key === 'zh' ? -2 : -1).join('.') };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* namesIn(item, [...path, key]);
}
