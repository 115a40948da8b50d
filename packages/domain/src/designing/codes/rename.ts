import { formFileName } from '../../package/form-file.ts';
import type { DraftParts } from '../draft-parts.ts';
import { alike, keyOfName } from './alike.ts';
import type { CodeName } from '../../package/codes/kinds.ts';
import { recode } from '../../package/codes/recode.ts';
import { codeSites } from '../../package/codes/sites.ts';

/**
 * The parts that change where something is called otherwise: where it is declared, and wherever it is referred to.
 * They are saved together or not at all; a form goes to a part of its new name.
 *
 * @param fixed codes of elements that were published: what they have in common with it stays as it is
 */
export function renameCode(parts: DraftParts, name: CodeName, to: string, fixed?: ReadonlySet<string>): DraftParts {
  const names = alike(parts, name, fixed);
  const isNamed = (site: CodeName): boolean => names.has(keyOfName(site));
  const naming = new Set(codeSites(parts).flatMap(({ part, site }) => (isNamed(site) ? [part] : [])));
  const changed = [...parts].flatMap(([file, part]) =>
    naming.has(file) ? [[file, recode(file, part, (site) => (isNamed(site) ? to : site.code))] as const] : [],
  );
  if (name.kind !== 'form') return new Map(changed);
  const file = formFileName(name.code);
  return new Map(
    changed.flatMap(([one, part]) =>
      one === file
        ? [
            [one, null],
            [formFileName(to), part],
          ]
        : [[one, part]],
    ),
  );
}

/** A form, or blocks of one, in which what is asked has other codes: all in one pass, since a form has hundreds. */
export function recodeAsked<Part>(file: string, part: Part, names: ReadonlyMap<string, string>): Part {
  return recode(file, part, ({ kind, code }) => (kind === 'asked' ? (names.get(code) ?? code) : code));
}

/** What else has a code that this can't have, too. */
export function codesBeside(parts: DraftParts, { kind, owner }: CodeName): ReadonlySet<string> {
  return new Set(
    codeSites(parts).flatMap(({ site }) =>
      site.does === 'declares' && site.kind === kind && site.owner === owner ? [site.code] : [],
    ),
  );
}
