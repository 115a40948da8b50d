import { isNumeric, type DataElement, type ElementType } from '@huibao/domain';

/** What an element had that its type can't hold: it comes back with a type that can. */
export interface Aside {
  readonly rest: Partial<DataElement>;
  /** Limits of numbers and of dates: the one isn't the other. */
  readonly number: Limits;
  readonly date: Limits;
}

type Limits = Pick<DataElement, 'min' | 'max'>;

export const nothingAside: Aside = { rest: {}, number: {}, date: {} };

const withoutFlow: readonly ElementType[] = ['boolean', 'choice', 'date'];

/**
 * The element of another type, and what that one can't hold: whoever goes through the types, as arrows in a list do,
 * comes to the last with all that it had.
 */
export function ofType(element: DataElement, type: ElementType, aside: Aside): readonly [DataElement, Aside] {
  const { min, max, ...own } = element;
  const had = { ...aside.rest, ...own };
  const limits: Limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const family = familyOf(element.type);
  const known = { number: aside.number, date: aside.date, ...(family ? { [family]: limits } : {}) };
  const wanted = familyOf(type);
  const flow = aside.rest.flow ?? element.flow;
  const { unit, options, dimension, crossedBy, decimals, countsPersons, ...rest } = had;
  const isNumber = isNumeric(type);
  const isBrokenDown = isNumber || type === 'boolean';
  const made: DataElement = {
    ...rest,
    type,
    flow: withoutFlow.includes(type) ? 'stock' : flow,
    ...(isNumber && unit ? { unit } : {}),
    ...(type === 'choice' ? { options: options ?? [] } : {}),
    ...(isBrokenDown && dimension ? { dimension } : {}),
    ...(isBrokenDown && crossedBy ? { crossedBy } : {}),
    ...(isNumber && type !== 'integer' && decimals !== undefined ? { decimals } : {}),
    ...(type === 'integer' && countsPersons ? { countsPersons } : {}),
    ...(wanted ? known[wanted] : {}),
  };
  const left = Object.entries(had).filter(([key]) => !(key in made));
  return [
    made,
    {
      rest: { ...Object.fromEntries(left), ...(made.flow === flow ? {} : { flow }) },
      number: wanted === 'number' ? {} : known.number,
      date: wanted === 'date' ? {} : known.date,
    },
  ];
}

function familyOf(type: ElementType): 'number' | 'date' | null {
  return isNumeric(type) ? 'number' : type === 'date' ? 'date' : null;
}
