import { canonicalJson } from '../../canonical-json.ts';
import { isFormFile, type ProgrammePackage } from '../../package/package-files.ts';
import { packageValues } from '../../package/write-package.ts';
import { writtenText, type DraftBase } from '../adding/draft-base.ts';
import type { DraftParts } from '../draft-parts.ts';
import { readPlace, valueAt } from '../place-in-part.ts';
import type { Advice } from './advice.ts';

/**
 * What of it is about what was added: nobody who adds can mend the rest. A section of one's own stands in both texts of
 * a template, and is told where the level writes it, by its place in the whole that is worked on.
 * @param whole what the base and the additions make together
 */
export function adviceOnOwn(base: DraftBase, whole: ProgrammePackage, found: readonly Advice[]): readonly Advice[] {
  const parts = packageValues(whole);
  const text = writtenText(base);
  return found.flatMap((one) => {
    if (!isOwn(base, parts, one)) return [];
    const { file, path } = one;
    if (file !== 'template.json' || path.startsWith('$.balances')) return [one];
    const isWritten = path.startsWith(`$.${text}[`);
    return isWritten ? [{ ...one, path: path.replace(`$.${text}`, '$.sections') }] : [];
  });
}

function isOwn(base: DraftBase, whole: DraftParts, { file, path }: Advice): boolean {
  if (isFormFile(file)) return !base.parts.has(file);
  const place = readPlace(path);
  const isText = file === 'template.json' && (place[0] === 'sections' || place[0] === 'overview');
  // A paragraph of the base's may be in the level's own words.
  const depth = isText && place.length >= 5 ? 5 : 2;
  const own = valueAt(whole.get(file), place.slice(0, depth));
  const list = valueAt(base.parts.get(file), place.slice(0, 1));
  if (own === undefined || place.length < 2 || !Array.isArray(list)) return false;
  const sections = list as ProgrammePackage['programme']['template']['sections'];
  const theirs: readonly unknown[] = depth === 5 ? sections.flatMap(({ content }) => content.content) : list;
  const text = canonicalJson(own);
  return !theirs.some((one) => canonicalJson(one) === text);
}
