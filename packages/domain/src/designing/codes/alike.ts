import { dimensionJudgedBy, dimensionsOf } from '../../form/breakdown.ts';
import {
  elementsOf,
  holdsElements,
  registersOf,
  withRetired,
  type DataElement,
  type FormDefinition,
} from '../../form/definition.ts';
import { mentionsIn } from '../../expression/mentions.ts';
import { formsOf } from '../codes-of-draft.ts';
import type { DraftParts } from '../draft-parts.ts';
import type { CodeName } from '../../package/codes/kinds.ts';

export function keyOfName({ kind, owner, code }: CodeName): string {
  return `${kind} ${owner} ${code}`;
}

/**
 * What is the same thing under several owners: of questions that are broken down alike (one table, one taken from the
 * other, one worked out or checked option by option by the other) the options and what they are options of; of what is
 * counted from a confidential register its categories.
 *
 * @param fixed codes of elements that keep theirs, because they were published
 */
export function alike(
  parts: DraftParts,
  name: CodeName,
  fixed: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, CodeName> {
  const found = new Map([[keyOfName(name), name]]);
  if (!['dimension', 'option', 'category'].includes(name.kind)) return found;
  const asked = askedIn(parts);
  const linked = linksAmong(parts, asked);
  // What is found while it is gone through is gone through, too.
  for (const one of found.values())
    for (const other of beside(one, asked, linked))
      if (!fixed.has(other.owner)) found.set(keyOfName(other), found.get(keyOfName(other)) ?? other);
  return found;
}

type Asked = ReadonlyMap<string, DataElement>;

/** Elements and columns as others name them, retired ones among them. */
function askedIn(parts: DraftParts): Asked {
  return new Map(
    formsOf(parts).flatMap(([, form]) => {
      const whole = withRetired(form);
      return [
        ...elementsOf(whole).map((element) => [element.code, element] as const),
        ...registersOf(whole).flatMap(({ code, columns }) =>
          columns.map((column) => [`${code}.${column.code}`, column] as const),
        ),
      ];
    }),
  );
}

function beside(name: CodeName, asked: Asked, linked: ReadonlyMap<string, ReadonlySet<string>>): readonly CodeName[] {
  const { kind, owner, code } = name;
  if (kind === 'category')
    return [...asked]
      .filter(([, { fromSensitiveRegister }]) => fromSensitiveRegister === owner)
      .map(([element]) => ({ kind: 'option', owner: element, code }));
  const own = asked.get(owner);
  if (!own) return [];
  const register = own.fromSensitiveRegister;
  const others = [...(linked.get(owner) ?? [])].filter((other) => {
    const element = asked.get(other);
    return element && isSharedBy(kind, code, own, element);
  });
  return [
    ...(kind === 'option' && register !== undefined ? [{ kind: 'category', owner: register, code } as const] : []),
    ...others.map((element) => ({ kind, owner: element, code })),
  ];
}

/** Whether both have it, in the same place: a dimension of that code, or an option of a dimension called alike. */
function isSharedBy(kind: CodeName['kind'], code: string, one: DataElement, other: DataElement): boolean {
  const holders = (element: DataElement): readonly string[] => [
    ...dimensionsOf(element).flatMap((dimension) =>
      (kind === 'dimension' ? [dimension] : dimension.options).some((each) => each.code === code)
        ? [dimension.code]
        : [],
    ),
    ...(kind === 'option' && (element.options ?? []).some((option) => option.code === code) ? [''] : []),
  ];
  const there = new Set(holders(other));
  return holders(one).some((holder) => there.has(holder));
}

/** Elements that are read beside each other, option by option. */
function linksAmong(parts: DraftParts, asked: Asked): ReadonlyMap<string, ReadonlySet<string>> {
  const links = new Map<string, Set<string>>();
  const link = (codes: readonly string[]): void => {
    for (const one of codes) for (const other of codes) if (one !== other) add(links, one, other);
  };
  for (const [, form] of formsOf(parts)) for (const group of groupsIn(form, asked)) link(group);
  return links;
}

function groupsIn(form: FormDefinition, asked: Asked): readonly (readonly string[])[] {
  const blocks = [...form.sections.flatMap((section) => section.blocks), ...(form.retired ?? [])];
  const grids = blocks.flatMap((block) =>
    holdsElements(block) && block.kind === 'grid' ? [block.elements.map(({ code }) => code)] : [],
  );
  const elements = elementsOf(withRetired(form));
  const taken = elements.flatMap(({ code, takenFrom }) => (takenFrom === undefined ? [] : [[code, takenFrom]]));
  const calculated = elements
    .filter((element) => element.calculated !== undefined && element.dimension)
    .map((element) => {
      const dimensions = new Set(dimensionsOf(element).map(({ code }) => code));
      return [
        element.code,
        ...namedIn(element.calculated).filter((code) => isBrokenDownBy(asked.get(code), dimensions)),
      ];
    });
  const judged = form.rules.flatMap((rule) => {
    const dimension = dimensionJudgedBy(rule, asked.get(rule.elements[0] ?? ''));
    if (!dimension) return [];
    const by = new Set([dimension.code]);
    return [[...rule.elements, ...namedIn(rule.expression)].filter((code) => isBrokenDownBy(asked.get(code), by))];
  });
  return [...grids, ...taken, ...calculated, ...judged];
}

function isBrokenDownBy(element: DataElement | undefined, codes: ReadonlySet<string>): boolean {
  return element !== undefined && dimensionsOf(element).some(({ code }) => codes.has(code));
}

function namedIn(source: string | undefined): readonly string[] {
  return (mentionsIn(source ?? '') ?? []).flatMap(({ kind, code }) => (kind === 'asked' ? [code] : []));
}

function add(links: Map<string, Set<string>>, one: string, other: string): void {
  const known = links.get(one);
  if (known) known.add(other);
  else links.set(one, new Set([other]));
}
