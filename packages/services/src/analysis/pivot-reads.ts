import { measureKey, type IndicatorDefinition, type PivotDefinition } from '@huibao/domain';
import { rollUp, rollUpByUnit, type Figures, type Reader } from '../rollup/roll-up.ts';
import { keyOfPlace, type PivotHead, type PivotPlace } from './lay-out-pivot.ts';
import { definitionAt, periodsAt, type YearOfMeasures } from './slice.ts';

/** Figures read together: one statement. */
export interface PivotRead {
  readonly year: number;
  readonly periods: readonly number[] | undefined;
  readonly isByUnit: boolean;
  readonly definitions: Map<string, IndicatorDefinition>;
}

/** Where a cell's figure is to be found. */
export interface SoughtCell {
  readonly read: PivotRead;
  readonly definition: IndicatorDefinition;
  readonly unit: number | undefined;
}

/** What is read for the cells of a table, each thing once; null where a measure says nothing of a cell's place. */
export function planReads(
  definition: PivotDefinition,
  years: ReadonlyMap<number, YearOfMeasures>,
  rows: readonly PivotHead[],
  columns: readonly PivotHead[],
): { readonly reads: readonly PivotRead[]; readonly cells: readonly (readonly (SoughtCell | null)[])[] } {
  const reads = new Map<string, PivotRead>();
  const restricted = new Map<string, IndicatorDefinition | undefined>();
  const firstMeasure = definition.measures.map(measureKey)[0] ?? '';
  const soughtAt = (at: PivotPlace): SoughtCell | null => {
    const { year = definition.years[0] ?? 0, measure = firstMeasure, unit, unitType, option } = at;
    const known = years.get(year);
    const slice = keyOfPlace({
      year,
      measure,
      ...(unitType === undefined ? {} : { unitType }),
      ...(option === undefined ? {} : { option }),
    });
    if (known && !restricted.has(slice)) restricted.set(slice, definitionAt(known, measure, at, definition.units));
    const indicator = restricted.get(slice);
    if (!indicator) return null;
    const periods = known && periodsAt(known.edition.calendar, at, definition.terms);
    const isByUnit = unit !== undefined;
    const key = JSON.stringify([year, periods, isByUnit]);
    const read = reads.get(key) ?? { year, periods, isByUnit, definitions: new Map<string, IndicatorDefinition>() };
    reads.set(key, read);
    read.definitions.set(indicator.code, indicator);
    return { read, definition: indicator, unit };
  };
  return {
    cells: rows.map((row) => columns.map((column) => soughtAt({ ...row.at, ...column.at }))),
    reads: [...reads.values()],
  };
}

/** By what was read, then by unit: all units together are undefined. */
export type PivotFigures = ReadonlyMap<PivotRead, ReadonlyMap<number | undefined, Figures>>;

export async function readAll(
  reader: Reader,
  years: ReadonlyMap<number, YearOfMeasures>,
  reads: readonly PivotRead[],
): Promise<PivotFigures> {
  const figures = new Map<PivotRead, ReadonlyMap<number | undefined, Figures>>();
  for (const read of reads) {
    const edition = years.get(read.year)?.edition;
    if (!edition) continue;
    const options = { indicators: [...read.definitions.values()], ...(read.periods ? { periods: read.periods } : {}) };
    figures.set(
      read,
      read.isByUnit
        ? await rollUpByUnit(reader, edition, options)
        : new Map([[undefined, await rollUp(reader, edition, options)]]),
    );
  }
  return figures;
}
