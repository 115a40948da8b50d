import type { Localized } from '../../localized.ts';
import type { PartPath } from '../place-in-part.ts';
import { pathOf } from '../../package/refusal.ts';
import { advise, type Advice } from './advice.ts';
import type { IsOwn } from './own-advice.ts';

/** Texts whose English is their Chinese, told by part. */
export function missingEnglish(parts: ReadonlyMap<string, unknown>, isOwn: IsOwn): readonly Advice[] {
  return [...parts].flatMap(([file, part]) => {
    const missing = [...localizedIn(part, [])].filter(
      ({ text, path }) => text.en === text.zh && hasHan.test(text.zh) && isOwn(file, pathOf(path)),
    );
    const [first] = missing;
    if (!first) return [];
    // What a form is called stands as its short title and its instructions, too, until they are written.
    const names = [...new Map(missing.map(({ text }) => [text.zh, text])).values()];
    return [advise('english_missing', file, first.path, '', names, { count: names.length })];
  });
}

const hasHan = /\p{Script=Han}/u;

function* localizedIn(
  value: unknown,
  path: PartPath,
): Generator<{ readonly text: Localized; readonly path: PartPath }> {
  if (typeof value !== 'object' || value === null) return;
  if ('zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string') {
    yield { text: { zh: value.zh, en: value.en }, path };
    return;
  }
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* localizedIn(item, [...path, key]);
}
