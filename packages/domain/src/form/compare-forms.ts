import { canonicalJson } from '../canonical-json.ts';
import type { Localized } from '../localized.ts';
import { matchesUnit, type UnitTraits } from '../org-unit.ts';
import {
  columnCode,
  elementsOf,
  registersOf,
  type DataElement,
  type Dimension,
  type FormDefinition,
} from './definition.ts';

/** An element, a register or one of its columns, as a form calls it. */
export interface AskedItem {
  readonly code: string;
  readonly label: Localized;
}

/** What one version of a form asks that another doesn't. */
export interface FormChanges {
  readonly gained: readonly AskedItem[];
  readonly lost: readonly AskedItem[];
  /** Asked by both, otherwise: in other words, of other options, within other limits. */
  readonly changed: readonly AskedItem[];
  /** Rules that only the newer one has, by what they say. */
  readonly rules: readonly { readonly severity: 'error' | 'warning'; readonly message: Localized }[];
}

/** From one version of a form to the next, for a unit or, where none is given, for all. */
export function compareForms(before: FormDefinition, after: FormDefinition, unit?: UnitTraits): FormChanges {
  const [was, is] = [askedItems(before, unit), askedItems(after, unit)];
  const known = new Set(before.rules.map((rule) => rule.code));
  const itemsOf = (items: Iterable<readonly [string, Item]>): readonly AskedItem[] =>
    [...items].map(([code, { label }]) => ({ code, label }));
  return {
    gained: itemsOf([...is].filter(([code]) => !was.has(code))),
    lost: itemsOf([...was].filter(([code]) => !is.has(code))),
    changed: itemsOf([...is].filter(([code, { content }]) => was.has(code) && was.get(code)?.content !== content)),
    rules: after.rules.filter((rule) => !known.has(rule.code)).map(({ severity, message }) => ({ severity, message })),
  };
}

interface Item {
  readonly label: Localized;
  readonly content: string;
}

function askedItems(form: FormDefinition, unit: UnitTraits | undefined): ReadonlyMap<string, Item> {
  const isAsked = (filter: DataElement['appliesTo']): boolean => unit === undefined || matchesUnit(filter, unit);
  const elements = elementsOf(form)
    .filter((element) => isAsked(element.appliesTo))
    .map((element): readonly [string, Item] => {
      const { dimension, crossedBy } = element;
      const askedOf = (of: Dimension): Dimension => ({
        ...of,
        options: of.options.filter((option) => isAsked(option.appliesTo)),
      });
      const asked = dimension && {
        ...element,
        dimension: askedOf(dimension),
        ...(crossedBy ? { crossedBy: crossedBy.map(askedOf) } : {}),
      };
      return [element.code, { label: element.label, content: canonicalJson(asked ?? element) }];
    });
  const registers = registersOf(form).flatMap((register): readonly (readonly [string, Item])[] => [
    [register.code, { label: register.label, content: canonicalJson({ ...register, columns: null }) }],
    ...register.columns.map((column): readonly [string, Item] => [
      columnCode(register, column),
      { label: column.label, content: canonicalJson(column) },
    ]),
  ]);
  return new Map([...elements, ...registers]);
}
