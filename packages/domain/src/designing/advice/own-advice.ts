import { canonicalJson } from '../../canonical-json.ts';
import { isFormFile } from '../../package/form-file.ts';
import type { ProgrammePackage } from '../../package/package-files.ts';
import { packageValues } from '../../package/write-package.ts';
import { writtenText, type DraftBase } from '../adding/draft-base.ts';
import type { DraftParts } from '../draft-parts.ts';
import { readPlace, valueAt } from '../place-in-part.ts';
import type { Advice } from './advice.ts';

/** Whether what a check found at a place of the whole is about what was added. */
export type IsOwn = (file: string, path: string) => boolean;

/**
 * What of a check is about what was added: nobody who adds can mend the rest. A section of one's own stands in both
 * texts of a template, and is told where the level writes it, by its place in the whole that is worked on.
 */
export function adviceOnOwn(base: DraftBase, isOwn: IsOwn, found: readonly Advice[]): readonly Advice[] {
  const text = writtenText(base);
  return found.flatMap((one) => {
    const { file, path } = one;
    if (!isOwn(file, path)) return [];
    if (file !== 'template.json' || path.startsWith('$.balances')) return [one];
    const isWritten = path.startsWith(`$.${text}[`);
    return isWritten ? [{ ...one, path: path.replace(`$.${text}`, '$.sections') }] : [];
  });
}

/** @param whole what the base and the additions make together */
export function ownIn(base: DraftBase, whole: ProgrammePackage): IsOwn {
  const parts = packageValues(whole);
  const theirs = new Map<string, ReadonlySet<string>>();
  const known = new Map<string, boolean>();
  const textsOfBase = (file: string, list: string, depth: number): ReadonlySet<string> => {
    const key = `${file} ${list} ${depth}`;
    const before = theirs.get(key);
    if (before) return before;
    const pieces = piecesOf(base.parts, file, list, depth);
    const made = new Set(pieces.map((piece) => canonicalJson(piece)));
    theirs.set(key, made);
    return made;
  };
  return (file, path) => {
    if (isFormFile(file)) return !base.parts.has(file);
    const place = readPlace(path);
    const list = String(place[0]);
    if (place.length < 2 || !Array.isArray(valueAt(base.parts.get(file), [list]))) return false;
    const isText = file === 'template.json' && (list === 'sections' || list === 'overview');
    // A paragraph of the base's may be in the level's own words.
    const depth = isText && place.length >= 5 ? 5 : 2;
    const key = `${file} ${place.slice(0, depth).join(' ')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = valueAt(parts.get(file), place.slice(0, depth));
    const isOwn = own !== undefined && !textsOfBase(file, list, depth).has(canonicalJson(own));
    known.set(key, isOwn);
    return isOwn;
  };
}

function piecesOf(parts: DraftParts, file: string, list: string, depth: number): readonly unknown[] {
  const items = valueAt(parts.get(file), [list]) as readonly unknown[];
  if (depth === 2) return items;
  return (items as ProgrammePackage['programme']['template']['sections']).flatMap(({ content }) => content.content);
}
