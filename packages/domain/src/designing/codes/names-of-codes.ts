import { codeSites } from '../../package/codes/sites.ts';
import type { Localized } from '../../localized.ts';
import type { DraftParts } from '../draft-parts.ts';
import { valueAt } from '../place-in-part.ts';
import { nameOfPiece } from './uses.ts';

const named: ReadonlySet<string> = new Set([
  'asked',
  'indicator',
  'period',
  'form',
  'reportSection',
  'section',
  'unitGroup',
]);

/** What has a code of its own in the whole draft, retired or not, by what it is called. */
export function namesOfCodes(parts: DraftParts): ReadonlyMap<string, Localized> {
  return new Map(
    codeSites(parts).flatMap(({ part, site }) => {
      const name =
        named.has(site.kind) && site.does === 'declares'
          ? nameOfPiece(valueAt(parts.get(part), site.path.slice(0, -1)))
          : null;
      return name ? [[site.code, name] as const] : [];
    }),
  );
}
