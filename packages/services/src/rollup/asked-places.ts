import {
  cellOptionsOf,
  columnCode,
  elementsOf,
  registersOf,
  withRetired,
  type DataElement,
  type FormDefinition,
  type Register,
  type UnitFilter,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

/** A form as it is asked by some of its owner's issues of the year; null of all of them. */
export interface AskedForm {
  readonly form: string;
  readonly issues: readonly number[] | null;
}

/** How issues ask an element, and of whom. */
export interface Asking {
  readonly asked: AskedForm;
  readonly appliesTo: UnitFilter;
  /** Codes of its options, and whom each concerns; null of what has none. */
  readonly options: ReadonlyMap<string, UnitFilter> | null;
}

/** An element, or a register's column, with how it was asked in the year: a submission goes by the issue it is of. */
export interface AskedElement {
  readonly element: DataElement;
  /** Whose fact says that there was an answer: the element's own, or its register's. */
  readonly answeredBy: string;
  /** Those that ask alike stand together; none asks what was retired before the year. */
  readonly askings: readonly Asking[];
}

interface Found {
  readonly element: DataElement;
  readonly answeredBy: string;
  readonly appliesTo: UnitFilter;
}

const gathered = new WeakMap<Edition['issues'], ReadonlyMap<string, AskedElement>>();

/** Everything that the issues of an edition ask or once asked, by the code of its cells. They never change. */
export function askedPlaces({ issues }: Pick<Edition, 'issues'>): ReadonlyMap<string, AskedElement> {
  const places = gathered.get(issues) ?? gatherPlaces(issues);
  gathered.set(issues, places);
  return places;
}

const counted = new WeakMap<Edition['issues'], ReadonlyMap<string, number>>();

/** How many issues the owner of each form has, by the form's code. */
export function issueCounts({ issues }: Pick<Edition, 'issues'>): ReadonlyMap<string, number> {
  const known = counted.get(issues);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const of of Map.groupBy(issues, (one) => one.ownerTenantId).values())
    for (const { definition } of of.flatMap(({ forms }) => forms)) counts.set(definition.code, of.length);
  counted.set(issues, counts);
  return counts;
}

function gatherPlaces(issues: Edition['issues']): ReadonlyMap<string, AskedElement> {
  const known = new Map<string, Found>();
  const askings = new Map<
    string,
    Map<string, { readonly like: Found; readonly form: string; readonly issues: number[] }>
  >();
  const counts = issueCounts({ issues });
  for (const { issueNo, forms } of issues) {
    for (const { definition: form, isRetired } of forms) {
      // As the newest issue has it; retired ones as they were last.
      for (const [code, found] of placesIn(withRetired(form))) known.set(code, found);
      // A form asked no more is asked by the issues before.
      for (const [code, found] of isRetired ? [] : placesIn(form)) {
        known.set(code, found);
        const ofCode = askings.get(code) ?? new Map<string, { like: Found; form: string; issues: number[] }>();
        askings.set(code, ofCode);
        const key = JSON.stringify([form.code, found.appliesTo, optionsOf(found)]);
        const alike = ofCode.get(key);
        if (alike) alike.issues.push(issueNo);
        else ofCode.set(key, { like: found, form: form.code, issues: [issueNo] });
      }
    }
  }
  return new Map(
    [...known].map(([code, { element, answeredBy }]) => [
      code,
      {
        element,
        answeredBy,
        askings: [...(askings.get(code)?.values() ?? [])].map(({ like, form, issues: of }) => ({
          asked: { form, issues: of.length === counts.get(form) ? null : of },
          appliesTo: like.appliesTo,
          options: like.element.dimension ? new Map(optionsOf(like)) : null,
        })),
      },
    ]),
  );
}

function optionsOf({ element }: Found): readonly (readonly [string, UnitFilter])[] {
  return cellOptionsOf(element)?.map((option) => [option.code, option.appliesTo ?? {}] as const) ?? [];
}

function placesIn(form: FormDefinition): readonly (readonly [string, Found])[] {
  return [
    ...elementsOf(form).map(
      (element) => [element.code, { element, answeredBy: element.code, appliesTo: element.appliesTo ?? {} }] as const,
    ),
    ...registersOf(form).flatMap((register) => register.columns.map((column) => columnPlace(register, column))),
  ];
}

/** Records carried over from term to term stand; records begun anew each term add up over the year. */
function columnPlace(register: Register, column: DataElement): readonly [string, Found] {
  const code = columnCode(register, column);
  return [
    code,
    {
      element: { ...column, code, flow: register.carriesOver ? 'stock' : 'flow' },
      answeredBy: register.code,
      appliesTo: {},
    },
  ];
}
