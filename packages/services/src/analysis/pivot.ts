import {
  ExactDecimal,
  HuibaoError,
  isOfDeliveries,
  isPartial,
  measureKey,
  pivotDefinitionSchema,
  sectionType,
  type IndicatorDefinition,
  type IndicatorValue,
  type Localized,
  type PivotDefinition,
} from '@huibao/domain';
import { sql } from 'kysely';
import { hiddenDistricts } from '../oversight/hidden-districts.ts';
import { deliveredIn, listDelivered } from '../oversight/matrix.ts';
import { rollUp, rollUpByUnit, type Reader } from '../rollup/roll-up.ts';
import { defineQuery } from '../use-case.ts';
import { isOverseer } from './is-overseer.ts';
import { keyOfPlace, layOutPivot, measuresOf, type PivotHead, type PivotPlace } from './lay-out-pivot.ts';
import { definitionAt, findYear, periodsAt, type YearOfMeasures } from './slice.ts';

/** Beyond this nobody reads a table, and a page of it would be slow to draw. */
const maxCells = 12_000;

export interface PivotCell {
  readonly value: string | null;
  readonly answered: number;
  readonly expected: number;
  /** A figure below its indicator's coverage floor. */
  readonly isPartial: boolean;
  /** So few persons of a district that the number isn't shown across districts. */
  readonly isHidden?: true;
}

export interface PivotMeasureHead {
  readonly key: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly coverageFloor: string;
}

export interface Pivot {
  readonly definition: PivotDefinition;
  readonly measures: readonly PivotMeasureHead[];
  readonly rows: readonly PivotHead[];
  readonly columns: readonly PivotHead[];
  readonly above: readonly ('year' | 'measure')[];
  /** By row, then by column, totals among them; null where the measure says nothing of the place. */
  readonly cells: readonly (readonly (PivotCell | null)[])[];
}

/** Figures read together: one statement. */
interface Read {
  readonly year: number;
  readonly periods: readonly number[] | undefined;
  readonly isByUnit: boolean;
  readonly definitions: Map<string, IndicatorDefinition>;
}

interface Sought {
  readonly read: Read;
  readonly definition: IndicatorDefinition;
  readonly unit: number | undefined;
}

export const pivot = defineQuery({
  permission: 'rollup.read',
  input: pivotDefinitionSchema,
  async run(scope, definition): Promise<Pivot> {
    await requireSplittable(scope, definition);
    return readPivot(scope, definition, await yearsOf(scope, definition));
  },
});

/** What was delivered can't be taken apart: a term, a kind of school or an option of it would be of one's own sections alone. */
async function requireSplittable(reader: Reader, { rows, columns, terms, units }: PivotDefinition): Promise<void> {
  const isWhole =
    [rows, columns].every((dimension) => isOfDeliveries(dimension)) && terms === undefined && units === undefined;
  if (!isWhole && (await isOverseer(reader))) throw new HuibaoError('analysis.only_whole_years');
}

/**
 * Indicators by two dimensions. A cell is its indicator over its own slice, and a total is the indicator over all that is
 * shown, never a sum of cells: ratios, latest values and distinct texts come out as the roll-up has them.
 *
 * Units are told apart by the roll-up by unit, terms by its periods; kinds of unit, options and measures are further
 * definitions in the same statement. So there is one statement per year and term shown (and one for the terms together),
 * and as many again where units are on an axis: at most years × (terms + 1) × 2.
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
  if ([definition.rows, definition.columns].includes('option') && measures.every(({ breakdown }) => breakdown === null))
    throw new HuibaoError('analysis.no_breakdown');
  const layout = layOutPivot(definition, {
    ...(await reportersOf(reader, definition)),
    measures: measures.map(({ key, definition: { label }, breakdown }) => ({ key, label, breakdown })),
  });
  const cells = layout.rows.length * layout.columns.length;
  if (cells > maxCells) throw new HuibaoError('analysis.too_many_cells', { cells, limit: maxCells });

  const sought = planReads(definition, years, layout.rows, layout.columns);
  const figures = await readAll(reader, years, sought.reads);
  const isHidden = await hiddenTo(reader, definition, years);
  const found = sought.cells.map((row) =>
    row.map(
      (cell) =>
        cell &&
        (isHidden(cell) ? { ...cellOf(cell, figures), value: null, isHidden: true as const } : cellOf(cell, figures)),
    ),
  );
  return arrange(
    definition,
    { ...layout, cells: found },
    measures.map(({ key, definition: { label, unit, decimals, coverageFloor } }) => ({
      key,
      label,
      unit,
      decimals,
      coverageFloor,
    })),
  );
}

/** Districts beside each other are a comparison, here as there: small counts of persons are nobody's to see but the district's. */
async function hiddenTo(
  reader: Reader,
  { rows, columns }: PivotDefinition,
  years: ReadonlyMap<number, YearOfMeasures>,
): Promise<(cell: Sought) => boolean> {
  if ((rows !== 'unit' && columns !== 'unit') || !(await isOverseer(reader))) return () => false;
  const delivered = await listDelivered(reader, [...years.keys()]);
  const hidden = new Map(
    [...years].map(([year, { edition }]) => [year, hiddenDistricts(edition, deliveredIn(delivered, year))]),
  );
  const districts = [...delivered.values()].map((one) => one.unitId);
  // A total beside the districts, less those that are shown, would tell the hidden ones.
  return ({ read, definition, unit }) =>
    (unit === undefined ? districts : [unit]).some((one) => hidden.get(read.year)?.(one, definition.code) === true);
}

/** Ascending, so that the newest is asked last. */
async function yearsOf(
  { trx, actor }: Reader,
  definition: PivotDefinition,
): Promise<ReadonlyMap<number, YearOfMeasures>> {
  const years = new Map<number, YearOfMeasures>();
  for (const year of [...definition.years].sort((a, b) => a - b)) {
    const found = await findYear(trx, actor.lineage, year, definition.measures);
    if (!found) throw new HuibaoError('edition.not_found', { year });
    years.set(year, found);
  }
  return years;
}

/** Whoever was asked in one of the years, and every bureau below, as called at the end of the last of them; and every type that one of them had. */
async function reportersOf(
  { trx, actor }: Reader,
  { years }: PivotDefinition,
): Promise<{ units: { id: number; name: string }[]; unitTypes: string[] }> {
  const { rows } = await sql<{ id: number; kind: string; name: string; types: string[] }>`
    select u.id, u.kind, coalesce(v.name, u.name) as name, coalesce(v.types, '{}') as types
    from (
      select distinct s.unit_id from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${actor.tenantId} and c.year in (${sql.join(years)})
      union select b.id from org_units b where b.tenant_id = ${actor.tenantId} and b.kind = 'bureau'
    ) s
    join org_units u on u.tenant_id = ${actor.tenantId} and u.id = s.unit_id
    left join lateral (
      select (array_agg(name order by valid_from desc))[1] as name, coalesce(array_agg(distinct school_type) filter (where school_type is not null), '{}') as types
      from org_unit_versions where tenant_id = ${actor.tenantId} and unit_id = s.unit_id and valid_from <= make_date(${Math.max(...years)}::int, 12, 31)
    ) v on true
    order by case u.kind when 'section' then 1 else 0 end, u.id`.execute(trx);
  const hasSections = rows.some((row) => row.kind === 'section');
  return {
    units: rows.map(({ id, name }) => ({ id, name })),
    unitTypes: [...new Set(rows.flatMap((row) => row.types))].sort().concat(hasSections ? [sectionType.code] : []),
  };
}

function planReads(
  definition: PivotDefinition,
  years: ReadonlyMap<number, YearOfMeasures>,
  rows: readonly PivotHead[],
  columns: readonly PivotHead[],
): { readonly reads: readonly Read[]; readonly cells: readonly (readonly (Sought | null)[])[] } {
  const reads = new Map<string, Read>();
  const restricted = new Map<string, IndicatorDefinition | undefined>();
  const firstMeasure = definition.measures.map(measureKey)[0] ?? '';
  const soughtAt = (at: PivotPlace): Sought | null => {
    const { year = definition.years[0] ?? 0, measure = firstMeasure, unit, unitType, option } = at;
    const known = years.get(year);
    const slice = keyOfPlace({
      year,
      measure,
      ...(unitType === undefined ? {} : { unitType }),
      ...(option === undefined ? {} : { option }),
    });
    if (known && !restricted.has(slice)) restricted.set(slice, definitionAt(known, measure, at, definition.units));
    const one = restricted.get(slice);
    if (!one) return null;
    const periods = periodsAt(year, at, definition.terms);
    const isByUnit = unit !== undefined;
    const key = JSON.stringify([year, periods, isByUnit]);
    const read = reads.get(key) ?? { year, periods, isByUnit, definitions: new Map<string, IndicatorDefinition>() };
    reads.set(key, read);
    read.definitions.set(one.code, one);
    return { read, definition: one, unit };
  };
  return {
    cells: rows.map((row) => columns.map((column) => soughtAt({ ...row.at, ...column.at }))),
    reads: [...reads.values()],
  };
}

type Figures = ReadonlyMap<Read, ReadonlyMap<number | undefined, ReadonlyMap<string, IndicatorValue>>>;

async function readAll(
  reader: Reader,
  years: ReadonlyMap<number, YearOfMeasures>,
  reads: readonly Read[],
): Promise<Figures> {
  const figures = new Map<Read, ReadonlyMap<number | undefined, ReadonlyMap<string, IndicatorValue>>>();
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

function cellOf({ read, definition, unit }: Sought, figures: Figures): PivotCell {
  const figure = figures.get(read)?.get(unit)?.get(definition.code);
  if (!figure) return { value: null, answered: 0, expected: 0, isPartial: false };
  const { value, answered, expected } = figure;
  return { value, answered, expected, isPartial: value !== null && isPartial(figure, definition.coverageFloor) };
}

/** Without heads of whom nobody was asked anything, and sorted as wished; a total stays last. */
function arrange(
  definition: PivotDefinition,
  { rows, columns, above, cells }: Pick<Pivot, 'rows' | 'columns' | 'above' | 'cells'>,
  measures: readonly PivotMeasureHead[],
): Pivot {
  const isAsked = (cell: PivotCell | null | undefined): boolean =>
    cell !== null && cell !== undefined && (cell.expected > 0 || cell.value !== null);
  const hidesEmpty = (head: PivotHead): boolean =>
    !head.isTotal && (head.at.unit !== undefined || head.at.unitType !== undefined || head.at.option !== undefined);
  const shownColumns = columns.flatMap((column, index) =>
    hidesEmpty(column) && !cells.some((row) => isAsked(row[index])) ? [] : [index],
  );
  const shownRows = rows.flatMap((row, index) =>
    hidesEmpty(row) && !cells[index]?.some(isAsked)
      ? []
      : [{ row, cells: shownColumns.map((at) => cells[index]?.[at] ?? null) }],
  );
  const heads = shownColumns.flatMap((index) => columns[index] ?? []);
  const sorted = definition.sort ? sortRows(shownRows, heads, definition.sort) : shownRows;
  return {
    definition,
    measures,
    above,
    rows: sorted.map(({ row }) => row),
    columns: heads,
    cells: sorted.map((one) => one.cells),
  };
}

interface Row {
  readonly row: PivotHead;
  readonly cells: readonly (PivotCell | null)[];
}

/** What has no value comes last, in either direction. */
function sortRows(
  rows: readonly Row[],
  columns: readonly PivotHead[],
  { by, isDescending }: NonNullable<PivotDefinition['sort']>,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  const at = columns.findIndex((column) => column.key === by);
  const valueOf = ({ cells }: Row): string | null => cells[at]?.value ?? null;
  const compare = (a: Row, b: Row): number => {
    if (by === 'name') return sign * (a.row.label?.zh ?? '').localeCompare(b.row.label?.zh ?? '', 'zh-CN');
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * new ExactDecimal(one).comparedTo(other);
  };
  return [...rows.filter(({ row }) => !row.isTotal).toSorted(compare), ...rows.filter(({ row }) => row.isTotal)];
}
