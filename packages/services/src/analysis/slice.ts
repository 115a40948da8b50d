import {
  isWholeYear,
  measureKey,
  restrictToOption,
  restrictToUnits,
  sectionType,
  type DataElement,
  type IndicatorDefinition,
  type PivotMeasure,
  type ProgrammeCalendar,
  type UnitFilter,
} from '@huibao/domain';
import type { Actor, TenantReader } from '@huibao/db';
import type { EditionAddress } from '../forms/edition-address.ts';
import { findEdition, type Edition } from '../forms/edition.repository.ts';
import { elementsByCode, findMeasure, type YearMeasure } from './measures.ts';
import type { PivotPlace } from './lay-out-pivot.ts';

/** A year's definitions of the measures asked for, by their keys. */
export interface YearOfMeasures {
  readonly edition: Edition;
  readonly elements: ReadonlyMap<string, DataElement>;
  readonly measures: ReadonlyMap<string, YearMeasure>;
}

export function measuresOfYear(edition: Edition, measures: readonly PivotMeasure[]): YearOfMeasures {
  const elements = elementsByCode(edition);
  const found = measures.flatMap((measure) => {
    const one = findMeasure(edition, elements, measure);
    return one ? [[measureKey(measure), one] as const] : [];
  });
  return { edition, elements, measures: new Map(found) };
}

/** Undefined where nothing was published for the year. */
export async function findYear(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  address: EditionAddress,
  measures: readonly PivotMeasure[],
): Promise<YearOfMeasures | undefined> {
  const edition = await findEdition(trx, actor, address);
  return edition && measuresOfYear(edition, measures);
}

/**
 * The indicator of a place: the same definition, of the same reporters, restricted to a kind of unit and to an option.
 * Its code says so, except where it is the year's own, untouched. Undefined where it says nothing of that place.
 */
export function definitionAt(
  { elements, measures }: YearOfMeasures,
  measure: string,
  { unitType, option }: PivotPlace,
  units: UnitFilter | undefined,
): IndicatorDefinition | undefined {
  const whole = measures.get(measure)?.definition;
  const [dimension = '', answer = ''] = option?.split('/') ?? [];
  const ofOption =
    whole && option !== undefined
      ? restrictToOption(whole, { dimension, option: answer }, (code) => elements.get(code))
      : whole;
  const ofUnits = ofOption && restrictToUnits(ofOption, units);
  const ofType = ofUnits && unitType !== undefined ? restrictToUnits(ofUnits, filterOfType(unitType)) : ofUnits;
  return ofType && { ...ofType, code: [ofType.code, unitType, option].filter((part) => part !== undefined).join('@') };
}

function filterOfType(code: string): UnitFilter {
  return code === sectionType.code ? { kinds: ['section'] } : { schoolTypes: [code] };
}

/** The terms that a place reads; undefined for the whole year, as a report does. */
export function periodsAt(
  calendar: ProgrammeCalendar,
  { term }: PivotPlace,
  terms: readonly number[] | undefined,
): readonly number[] | undefined {
  if (term !== undefined) return [term];
  return terms && !isWholeYear(terms, calendar) ? [...terms].sort((a, b) => a - b) : undefined;
}
