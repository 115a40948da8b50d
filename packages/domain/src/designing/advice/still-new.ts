import type { PartPath } from '../place-in-part.ts';
import { advise, type Advice } from './advice.ts';

/**
 * Names that are still as they were made: whoever reports would read them.
 * @param asMade what pieces made anew are called, in every language
 */
export function stillNew(parts: ReadonlyMap<string, unknown>, asMade: ReadonlySet<string>): readonly Advice[] {
  return [...parts].flatMap(([file, part]) =>
    [...namesIn(part, [])]
      .filter(({ text }) => asMade.has(text))
      .map(({ text, path }) => advise('still_new', file, path, `${text} ${path.join('.')}`, [{ zh: text, en: text }])),
  );
}

function* namesIn(value: unknown, path: PartPath): Generator<{ readonly text: string; readonly path: PartPath }> {
  if (typeof value === 'string') {
    if (path.at(-1) === 'zh' || path.at(-1) === 'heading') yield { text: value, path };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* namesIn(item, [...path, key]);
}
