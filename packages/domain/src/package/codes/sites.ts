import { onceEach } from '../../once-each.ts';
import { recode, type CodeSite, type Start } from './recode.ts';

export interface SiteOfPart {
  readonly part: string;
  readonly site: CodeSite;
}

const byFile = new Map<string, (part: object) => readonly SiteOfPart[]>();

/** All codes of a draft, where they stand. What an edit left as it was isn't read again, of a part neither. */
export function codeSites(parts: ReadonlyMap<string, unknown>): readonly SiteOfPart[] {
  return [...parts].flatMap(([file, part]) => sitesOf(file)(part as object));
}

function sitesOf(file: string): (part: object) => readonly SiteOfPart[] {
  const known = byFile.get(file);
  if (known) return known;
  const reader = new SiteReader(file);
  const read = onceEach((part: object) =>
    reader.within(part, { path: [], above: [] }).map((site): SiteOfPart => ({ part: file, site })),
  );
  byFile.set(file, read);
  return read;
}

/** Lists of pieces, none of which has anything around it that its codes are told by. */
const lists: ReadonlySet<string> = new Set(['sections', 'blocks', 'elements', 'rules', 'retired']);

class SiteReader {
  readonly #file: string;
  /** By where in its part a piece stands, but for its number: paths from the piece on. */
  readonly #ofPieces = new Map<string, WeakMap<object, readonly CodeSite[]>>();

  constructor(file: string) {
    this.#file = file;
  }

  within(piece: object, { path, above }: Start): readonly CodeSite[] {
    const around = [...above, piece];
    return Object.entries(piece).flatMap(([key, item]: [string, unknown]): readonly CodeSite[] => {
      const at = [...path, key];
      if (!Array.isArray(item) || !lists.has(key)) return this.#read(item, { path: at, above: around });
      return item.flatMap((one: unknown, index) => {
        const start = { path: [...at, index], above: [...around, item] };
        return typeof one === 'object' && one !== null ? this.#ofPiece(one, start) : this.#read(one, start);
      });
    });
  }

  #ofPiece(piece: object, start: Start): readonly CodeSite[] {
    const { path } = start;
    const place = path.filter((key) => typeof key === 'string').join('.');
    const known = this.#ofPieces.get(place) ?? new WeakMap<object, readonly CodeSite[]>();
    this.#ofPieces.set(place, known);
    const sites =
      known.get(piece) ?? this.within(piece, start).map((site) => ({ ...site, path: site.path.slice(path.length) }));
    known.set(piece, sites);
    return sites.map((site) => ({ ...site, path: [...path, ...site.path] }));
  }

  #read(value: unknown, start: Start): readonly CodeSite[] {
    const found: CodeSite[] = [];
    recode(
      this.#file,
      value,
      (site) => {
        found.push(site);
        return site.code;
      },
      start,
    );
    return found;
  }
}
