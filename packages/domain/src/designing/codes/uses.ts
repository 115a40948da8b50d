import type { Localized } from '../../localized.ts';
import type { DraftParts } from '../draft-parts.ts';
import { valueAt, type PartPath } from '../place-in-part.ts';
import { alike, keyOfName } from './alike.ts';
import type { CodeName } from '../../package/codes/kinds.ts';
import { codeSites, type SiteOfPart } from '../../package/codes/sites.ts';

/** Something that names a code, and where it stands. */
export interface CodeUse {
  readonly kind:
    'calculated' | 'taken' | 'condition' | 'rule' | 'counted' | 'asked' | 'indicator' | 'report' | 'listed';
  readonly part: string;
  readonly path: PartPath;
  readonly label: Localized;
}

/** What names a code, once each: of a register also what names its columns. */
export function usesOfCode(parts: DraftParts, name: CodeName): readonly CodeUse[] {
  const names = alike(parts, name);
  const isMeant = ({ site }: SiteOfPart): boolean =>
    site.does === 'refers' &&
    (names.has(keyOfName(site)) || (name.kind === 'asked' && site.kind === 'column' && site.owner === name.code));
  const uses = codeSites(parts)
    .filter(isMeant)
    .map(({ part, site }): CodeUse => {
      const { path, label } = pieceAround(parts.get(part), site.path);
      return { kind: kindOfUse(part, site.path), part, path, label };
    });
  return [...new Map(uses.map((use) => [[use.kind, use.part, ...use.path].join(' '), use])).values()];
}

function kindOfUse(part: string, path: PartPath): CodeUse['kind'] {
  if (path.includes('appliesTo') || path.includes('children')) return 'asked';
  if (path.includes('rules')) return 'rule';
  switch (path.at(-1)) {
    case 'calculated':
      return 'calculated';
    case 'takenFrom':
      return 'taken';
    case 'when':
      return 'condition';
    case 'fromSensitiveRegister':
      return 'counted';
    default:
      return part === 'indicators.json' ? 'indicator' : part === 'template.json' ? 'report' : 'listed';
  }
}

/** The nearest thing with a name that a place is in. */
function pieceAround(part: unknown, path: PartPath): { readonly path: PartPath; readonly label: Localized } {
  for (let length = path.length; length >= 0; length -= 1) {
    const at = path.slice(0, length);
    const label = nameOfPiece(valueAt(part, at));
    if (label && typeof at.at(-1) !== 'string') return { path: at, label };
    if (label && at.at(-1) === 'register') return { path: at, label };
  }
  return { path: [], label: { zh: '', en: '' } };
}

/** What a piece is called, whatever kind it is. */
export function nameOfPiece(value: unknown): Localized | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { label, title, message, term, heading } = value as Readonly<Record<string, unknown>>;
  const text = label ?? message ?? term ?? title ?? heading;
  if (typeof text === 'string') return { zh: text, en: text };
  return typeof text === 'object' && text !== null && 'zh' in text ? (text as Localized) : null;
}
