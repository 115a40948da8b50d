import { unknownReference } from '../../form/definition-issue.ts';
import { faultOf, type PackageRefusal } from '../refusal.ts';
import type { CodeKind, CodeName } from './kinds.ts';
import { codeSites } from './sites.ts';

/**
 * What only the whole programme tells to be missing; what a form, an indicator or the report names beyond is asked
 * where its meaning is judged.
 */
const askedHere: ReadonlySet<CodeKind> = new Set(['option', 'section', 'unitGroup']);

const keyOf = ({ kind, owner, code }: CodeName): string => `${kind} ${owner} ${code}`;

/** Names of options, sections and groups that aren't there any more, each where it still stands. */
export function unknownNames(parts: ReadonlyMap<string, unknown>): readonly PackageRefusal[] {
  const sites = codeSites(parts);
  const declared = sites.filter(({ site }) => site.does === 'declares');
  const known = new Set(declared.map(({ site }) => keyOf(site)));
  const withOptions = new Set(declared.flatMap(({ site }) => (site.kind === 'option' ? [site.owner] : [])));
  return sites
    .filter(
      ({ part, site }) =>
        site.does === 'refers' &&
        askedHere.has(site.kind) &&
        !known.has(keyOf(site)) &&
        // A text that is compared with what has no options is any text; of indicators their own check tells.
        (site.kind !== 'option' || (part !== 'indicators.json' && withOptions.has(site.owner))),
    )
    .map(({ part, site: { code, path } }) => ({
      ...faultOf(unknownReference(path, code, `there is no ${code}`), path),
      file: part,
    }));
}
