import {
  HuibaoError,
  isOfDeliveries,
  isPartial,
  labelOfType,
  sectionType,
  type PivotDefinition,
  type YearReach,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { Reader } from '../rollup/roll-up.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { arrangePivot, type Pivot, type PivotCell } from './arrange-pivot.ts';
import { layOutPivot, measuresOf, type PivotContents } from './lay-out-pivot.ts';
import { planReads, readAll, type PivotFigures, type SoughtCell } from './pivot-reads.ts';
import { listReporters } from './reporter.repository.ts';
import { hiddenCellsOf, type IsHidden } from './hidden-cells.ts';
import { findYear, type YearOfMeasures } from './slice.ts';

/** Beyond this nobody reads a table, and a page of it would be slow to draw. */
const maxCells = 12_000;

/** The table that a definition asks for, of the years as they are published. */
export async function answerPivot(reader: Reader, definition: PivotDefinition): Promise<Pivot> {
  await requireSplittable(reader, definition);
  return readPivot(reader, definition, await yearsOf(reader, definition));
}

/**
 * What was delivered can't be taken apart: a term, a kind of school or an option of it would be of one's own sections
 * alone.
 */
async function requireSplittable(
  { trx, actor }: Reader,
  { rows, columns, terms, units }: PivotDefinition,
): Promise<void> {
  const isWhole =
    [rows, columns].every((dimension) => isOfDeliveries(dimension)) && terms === undefined && units === undefined;
  if (!isWhole && (await overseesOthers(trx, actor.tenantId))) throw new HuibaoError('analysis.only_whole_years');
}

/** Ascending, so that the newest is asked last. */
async function yearsOf(
  { trx, actor }: Reader,
  definition: PivotDefinition,
): Promise<ReadonlyMap<number, YearOfMeasures>> {
  const years = new Map<number, YearOfMeasures>();
  for (const year of [...definition.years].sort((a, b) => a - b)) {
    const found = await findYear(trx, actor, { programme: definition.programme, year }, definition.measures);
    if (!found) throw new HuibaoError('edition.not_found', { year });
    years.set(year, found);
  }
  return years;
}

/**
 * Indicators by two dimensions. A cell is its indicator over its own slice, and a total is the indicator over all that
 * is shown, never a sum of cells: ratios, latest values and distinct texts come out as the roll-up has them.
 *
 * Units are told apart by the roll-up by unit, terms by its periods; kinds of unit, options and measures are further
 * definitions in the same statement. So there is one statement per year and term shown (and one for the terms
 * together), and as many again where units are on an axis: at most years × (terms + 1) × 2.
 */
export async function readPivot(
  reader: Reader,
  definition: PivotDefinition,
  years: ReadonlyMap<number, YearOfMeasures>,
): Promise<Pivot> {
  const measures = measuresOf(definition, [...years.values()].reverse()).map(({ key, found }) => {
    if (!found) throw new HuibaoError('analysis.measure_not_found', { measure: key });
    return { key, ...found };
  });
  if (
    [definition.rows, definition.columns].includes('option') &&
    measures.every(({ breakdowns }) => breakdowns.length === 0)
  )
    throw new HuibaoError('analysis.no_breakdown');
  const layout = layOutPivot(definition, {
    ...(await reportersOf(
      reader,
      [...years.values()].map(({ edition }) => edition),
    )),
    periods: [...years.values()].at(-1)?.edition.calendar.periods.map(({ label }) => label) ?? [],
    measures: measures.map(({ key, definition: { label }, breakdowns }) => ({ key, label, breakdowns })),
  });
  const size = layout.rows.length * layout.columns.length;
  if (size > maxCells) throw new HuibaoError('analysis.too_many_cells', { cells: size, limit: maxCells });

  const sought = planReads(definition, years, layout.rows, layout.columns);
  const figures = await readAll(reader, years, sought.reads);
  const isHidden = await hiddenCellsOf(reader, definition, years, sought.cells);
  const cells = sought.cells.map((row) => row.map((cell) => cell && cellOf(cell, figures, isHidden)));
  return arrangePivot(
    definition,
    { ...layout, cells, reach: await reachOf(reader, [...years.values()]) },
    measures.map(({ key, definition: { label, unit, decimals, coverageFloor } }) => ({
      key,
      label,
      unit,
      decimals,
      coverageFloor,
    })),
  );
}

async function reachOf({ trx, actor }: Reader, years: readonly YearOfMeasures[]): Promise<readonly YearReach[]> {
  const reach: YearReach[] = [];
  for (const { edition } of years) reach.push(await readYearReach(trx, actor.tenantId, edition, actor.now()));
  return reach;
}

/** Rows and columns for reporters and for every type that one of them had. */
async function reportersOf(
  { trx, actor }: Reader,
  editions: readonly Edition[],
): Promise<Pick<PivotContents, 'units' | 'unitTypes'>> {
  const reporters = await listReporters(trx, actor.tenantId, editions);
  const known = await listUnitTypes(trx, actor);
  const types = new Set(reporters.flatMap((reporter) => reporter.types));
  const hasSections = reporters.some((reporter) => reporter.kind === 'section');
  return {
    units: reporters.map(({ id, name }) => ({ id, name })),
    unitTypes: [
      ...[...types].sort().map((code) => ({ code, label: labelOfType(known, code) })),
      ...(hasSections ? [sectionType] : []),
    ],
  };
}

function cellOf(sought: SoughtCell, figures: PivotFigures, isHidden: IsHidden): PivotCell {
  const { read, definition, unit } = sought;
  const figure = figures.get(read)?.get(unit)?.get(definition.code);
  const cell: PivotCell = {
    value: figure?.value ?? null,
    answered: figure?.answered ?? 0,
    expected: figure?.expected ?? 0,
    isPartial: figure !== undefined && figure.value !== null && isPartial(figure, definition.coverageFloor),
  };
  return isHidden(sought, figure) ? { ...cell, isHidden: true } : cell;
}
