import { canonicalJson } from '../../canonical-json.ts';
import { isFormFile, type ProgrammePackage } from '../../package/package-files.ts';
import { packageValues } from '../../package/write-package.ts';
import { readPlace, valueAt, type PartPath } from '../place-in-part.ts';
import type { Advice } from './advice.ts';

/**
 * Whether something that is said of a programme is about what was added to it: nobody who adds can mend the rest.
 * @param whole what the base and the additions make together
 */
export function isOwnAdvice(whole: ProgrammePackage, base: ProgrammePackage, { file, path }: Advice): boolean {
  const [parts, inherited] = [packageValues(whole), packageValues(base)];
  if (isFormFile(file)) return !inherited.has(file);
  const place = readPlace(path);
  const isText = file === 'template.json' && (place[0] === 'sections' || place[0] === 'overview');
  // A paragraph of the base's may be in the level's own words.
  const piece: PartPath = isText && place.length >= 5 ? place.slice(0, 5) : place.slice(0, 2);
  const own = valueAt(parts.get(file), piece);
  const list = valueAt(inherited.get(file), piece.slice(0, 1));
  if (own === undefined || piece.length < 2 || !Array.isArray(list)) return false;
  const sections = list as ProgrammePackage['programme']['template']['sections'];
  const blocks = (): readonly unknown[] => sections.flatMap(({ content }) => content.content);
  const theirs: readonly unknown[] = isText && piece.length === 5 ? blocks() : list;
  const text = canonicalJson(own);
  return !theirs.some((one) => canonicalJson(one) === text);
}
