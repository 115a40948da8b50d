import {
  keysRead,
  type IndicatorDefinition,
  type PeriodOperator,
  type Predicate,
  type Term,
  type UnitFilter,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { askedPlaces, issueCounts, type AskedElement, type AskedForm, type Asking } from './asked-places.ts';
import { gapOf } from './indicator-gaps.ts';

/**
 * Reporters who answer each of the forms, as issues ask them, and meet all of `all` and, of each list of `oneOf`, one.
 */
export interface AskedOf {
  readonly forms: readonly AskedForm[];
  readonly all: readonly UnitFilter[];
  /** The options that a term reads may each concern other units. */
  readonly oneOf: readonly (readonly UnitFilter[])[];
}

/** Which reporters a term counts, or both sides of a ratio. */
export interface PlannedChoice {
  /** One where all issues ask alike; else one for each way of asking, of which a submission meets its own issue's. */
  readonly asked: readonly AskedOf[];
  /** A stock counts only where the unit stood on the last day. */
  readonly isStanding: boolean;
  /** Of a stock only the latest opened period is owed; of anything else each. */
  readonly owesLatest: boolean;
}

/** How one reporter's cells of an element become one value: over its periods, key by key, then its keys added up. */
export interface Fold {
  readonly code: string;
  readonly elementId: number;
  /** `''` or one option: read alone. Several or, null, all of them: added up. */
  readonly keys: readonly string[] | null;
  readonly over: PeriodOperator;
  /** A choice has a code, no number: the latest one. */
  readonly isChoice: boolean;
  readonly isBoolean: boolean;
}

/**
 * One read of `facts`: the folds of the chosen reporters, taken in one way. Indicators that ask for the same share it.
 */
export interface PlannedTerm {
  readonly ix: number;
  readonly choice: number;
  readonly fold: Fold;
  readonly take: 'sum' | 'count' | 'mean' | 'min' | 'max' | 'median';
  readonly where: Predicate | null;
}

/** One side of a pair: what is folded, and how it is taken. */
export type PlannedSide = Pick<PlannedTerm, 'fold' | 'where'> & { readonly take: 'sum' | 'count' };

/**
 * A ratio, or a weighted mean (Σ value·weight and Σ weight): both sides of the same reporters and periods, so they are
 * read together.
 */
export interface PlannedPair {
  readonly ix: number;
  readonly choice: number;
  readonly of: PlannedSide;
  readonly per: PlannedSide;
  readonly isWeighted: boolean;
}

/** Texts named by the chosen reporters. Whoever answered at all has a fact of `answerId`, be it of nothing to name. */
export interface PlannedList {
  readonly ix: number;
  readonly choice: number;
  readonly code: string;
  readonly elementId: number;
  readonly answerId: number;
  readonly isStock: boolean;
}

export interface PlannedFigure {
  readonly indicator: IndicatorDefinition;
  /** The place of what it reads, among the plan's terms, pairs or lists. */
  readonly ofPlace: number;
  readonly factor: string;
  /** The element under which children deliver it; null where none is known. */
  readonly figureId: number | null;
}

export interface RollupPlan {
  readonly figures: readonly PlannedFigure[];
  readonly choices: readonly PlannedChoice[];
  readonly terms: readonly PlannedTerm[];
  readonly pairs: readonly PlannedPair[];
  readonly lists: readonly PlannedList[];
}

/** What the statement reads for these indicators, each thing once. What no longer resolves is left out (`gapOf`). */
export function planRollup(
  edition: Edition,
  indicators: readonly IndicatorDefinition[] = edition.indicators,
): RollupPlan {
  const places = askedPlaces(edition);
  const choices = collector<PlannedChoice>();
  const terms = collector<Omit<PlannedTerm, 'ix'>>();
  const pairs = collector<Omit<PlannedPair, 'ix'>>();
  const lists = collector<Omit<PlannedList, 'ix'>>();

  const placeOf = (indicator: IndicatorDefinition, element: string): AskedElement & { readonly elementId: number } => {
    const place = places.get(element);
    const elementId = edition.elementIds.get(element);
    if (!place || elementId === undefined)
      throw new RangeError(`indicator ${indicator.code} asks for ${element}, which no form collects`);
    return { ...place, elementId };
  };
  const askedOfAll = (
    askings: readonly Asking[],
    keys: readonly string[] | null,
    children: UnitFilter | undefined,
  ): readonly AskedOf[] =>
    merged(
      askings.flatMap((asking) => askedOf(asking, keys, children)),
      issueCounts(edition),
    );
  const sideOf = (indicator: IndicatorDefinition, term: Term): PlannedSide & { readonly whom: PlannedChoice } => {
    const { element, elementId, askings } = placeOf(indicator, term.element);
    const over = term.over ?? (element.flow === 'flow' ? 'sum' : 'latest');
    const keys = keysRead(element, term.keys);
    return {
      fold: {
        code: element.code,
        elementId,
        over,
        isChoice: element.type === 'choice',
        isBoolean: element.type === 'boolean',
        keys: element.dimension && !term.keys ? null : [...keys],
      },
      take: term.take,
      where: term.where ?? null,
      whom: {
        asked: askedOfAll(askings, keys, indicator.children),
        isStanding: over === 'latest',
        owesLatest: over === 'latest',
      },
    };
  };
  const placeTerm = (indicator: IndicatorDefinition, term: Term, take: PlannedTerm['take'] = term.take): number => {
    const { fold, where, whom } = sideOf(indicator, term);
    return terms.place({ choice: choices.place(whom), fold, take, where });
  };
  const placePair = (indicator: IndicatorDefinition, ofTerm: Term, perTerm: Term, isWeighted: boolean): number => {
    const [{ whom: ofWhom, ...of }, { whom: perWhom, ...per }] = [
      sideOf(indicator, ofTerm),
      sideOf(indicator, perTerm),
    ];
    return pairs.place({ choice: choices.place(bothOf(ofWhom, perWhom)), of, per, isWeighted });
  };

  const sound = indicators.filter((indicator) => gapOf(edition, indicator) === null);
  const figures = sound.map((indicator): PlannedFigure => {
    const { operator } = indicator;
    const figureId = edition.indicatorIds.get(indicator.code) ?? null;
    switch (operator.op) {
      case 'list':
      case 'distinct': {
        const { element, elementId, answeredBy, askings } = placeOf(indicator, operator.of.element);
        const isStock = element.flow === 'stock';
        const ofPlace = lists.place({
          code: operator.of.element,
          elementId,
          answerId: edition.elementIds.get(answeredBy) ?? elementId,
          isStock,
          choice: choices.place({
            asked: askedOfAll(askings, null, indicator.children),
            isStanding: isStock,
            owesLatest: isStock,
          }),
        });
        return { indicator, ofPlace, factor: '1', figureId };
      }
      case 'weighted_mean': {
        const ofPlace = placePair(indicator, operator.of, operator.weight, true);
        return { indicator, ofPlace, factor: operator.factor ?? '1', figureId };
      }
      case 'ratio':
        return {
          indicator,
          ofPlace: placePair(indicator, operator.of, operator.per, false),
          factor: operator.factor,
          figureId,
        };
      case 'total':
        return { indicator, ofPlace: placeTerm(indicator, operator.of), factor: operator.factor ?? '1', figureId };
      case 'mean':
      case 'min':
      case 'max':
      case 'median':
        return {
          indicator,
          ofPlace: placeTerm(indicator, { ...operator.of, take: 'sum' }, operator.op),
          factor: operator.factor ?? '1',
          figureId,
        };
    }
  });
  const numbered = <T>(items: readonly T[]): readonly (T & { ix: number })[] =>
    items.map((item, ix) => ({ ...item, ix }));
  return {
    figures,
    choices: choices.items,
    terms: numbered(terms.items),
    pairs: numbered(pairs.items),
    lists: numbered(lists.items),
  };
}

/**
 * Whom issues ask an element, or some keys of it; nobody, where they have none of the keys. `keys` is null of what has
 * no options to be read.
 */
function askedOf(
  { asked, appliesTo, options }: Asking,
  keys: readonly string[] | null,
  children: UnitFilter | undefined,
): readonly AskedOf[] {
  const concerned = options && keys ? [...options].flatMap(([key, whom]) => (keys.includes(key) ? [whom] : [])) : [];
  if (options && keys && concerned.length === 0) return [];
  return [
    {
      forms: [asked],
      all: conditions(appliesTo, children),
      // Where one concerns all, all are concerned.
      oneOf: concerned.every(asksAnything) && concerned.length > 0 ? [unique(concerned)] : [],
    },
  ];
}

/** Issues that ask the same of the same units are one, and all of them need no asking for which. */
function merged(asked: readonly AskedOf[], counts: ReadonlyMap<string, number>): readonly AskedOf[] {
  const alike = Map.groupBy(asked, ({ forms, ...whom }) => JSON.stringify([forms.map(({ form }) => form), whom]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const forms = first.forms.map(({ form }, place): AskedForm => {
      const issues = group.map((one) => one.forms[place]?.issues ?? null);
      const all = issues.flatMap((of) => of ?? []).toSorted((a, b) => a - b);
      return { form, issues: issues.includes(null) || all.length === counts.get(form) ? null : all };
    });
    return [{ ...first, forms }];
  });
}

/** Who counts on both sides of a ratio: with a stock on either, who stands. */
function bothOf(of: PlannedChoice, per: PlannedChoice): PlannedChoice {
  return {
    asked: of.asked.flatMap((ofAsked) =>
      per.asked.flatMap((perAsked) => {
        const forms = commonForms([...ofAsked.forms, ...perAsked.forms]);
        if (forms.some(({ issues }) => issues?.length === 0)) return [];
        return [
          {
            forms,
            all: conditions(...ofAsked.all, ...perAsked.all),
            oneOf: unique([...ofAsked.oneOf, ...perAsked.oneOf]),
          },
        ];
      }),
    ),
    isStanding: of.isStanding || per.isStanding,
    owesLatest: of.owesLatest && per.owesLatest,
  };
}

/** A form that both sides ask is asked by the issues that ask both. */
function commonForms(forms: readonly AskedForm[]): readonly AskedForm[] {
  return [...Map.groupBy(forms, ({ form }) => form)].map(([form, asked]) => ({
    form,
    issues: asked.reduce<AskedForm['issues']>(
      (common, { issues }) => (common && issues ? common.filter((no) => issues.includes(no)) : (common ?? issues)),
      null,
    ),
  }));
}

/** Each asked once, in one order, so that equal choices are found equal. */
function conditions(...filters: readonly (UnitFilter | undefined)[]): readonly UnitFilter[] {
  const asked = filters.flatMap((filter) =>
    Object.entries(filter ?? {}).map(([trait, value]): UnitFilter => ({ [trait]: value as unknown })),
  );
  return unique(asked).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function asksAnything(filter: UnitFilter): boolean {
  return Object.keys(filter).length > 0;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Gives equal things one place. */
function collector<T>(): { readonly items: readonly T[]; readonly place: (item: T) => number } {
  const places = new Map<string, number>();
  const items: T[] = [];
  return {
    items,
    place(item) {
      const known = JSON.stringify(item);
      const place = places.get(known) ?? items.push(item) - 1;
      places.set(known, place);
      return place;
    },
  };
}
