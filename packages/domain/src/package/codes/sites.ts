import { onceEach } from '../../once-each.ts';
import { recode, type CodeSite } from './recode.ts';

export interface SiteOfPart {
  readonly part: string;
  readonly site: CodeSite;
}

const byFile = new Map<string, (part: object) => readonly SiteOfPart[]>();

/** All codes of a draft, where they stand. A part that an edit left as it was isn't read again. */
export function codeSites(parts: ReadonlyMap<string, unknown>): readonly SiteOfPart[] {
  return [...parts].flatMap(([file, part]) => sitesOf(file)(part as object));
}

function sitesOf(file: string): (part: object) => readonly SiteOfPart[] {
  const known = byFile.get(file);
  if (known) return known;
  const read = onceEach((part: object) => {
    const found: SiteOfPart[] = [];
    recode(file, part, (site) => {
      found.push({ part: file, site });
      return site.code;
    });
    return found;
  });
  byFile.set(file, read);
  return read;
}
