import { countsPersons, figureKey, type IndicatorValue, type PivotDefinition } from '@huibao/domain';
import { listNewestDelivered } from '../rollup/delivered.repository.ts';
import { hiddenInYear, hiddenOfDeliveries, isOfFew } from '../rollup/hidden-in-public.ts';
import { rollUp, type Reader } from '../rollup/roll-up.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';
import type { SoughtCell } from './pivot-reads.ts';
import type { YearOfMeasures } from './slice.ts';

export type IsHidden = (cell: SoughtCell, figure: IndicatorValue | undefined) => boolean;

/**
 * Which cells the public isn't shown: a year's own figure as the roll-up marks it, a district's as its delivery does,
 * and whatever else stands in a table, a part of those, where it is of so few. Who sees the table sees them all.
 */
export async function hiddenCellsOf(
  reader: Reader,
  { units }: PivotDefinition,
  years: ReadonlyMap<number, YearOfMeasures>,
  cells: readonly (readonly (SoughtCell | null)[])[],
): Promise<IsHidden> {
  const { trx, actor } = reader;
  const isIndicator = ({ read, definition }: SoughtCell): boolean =>
    units === undefined &&
    years.get(read.year)?.edition.indicators.some(({ code }) => code === definition.code) === true;
  const isOfYear = (cell: SoughtCell): boolean => isIndicator(cell) && cell.read.periods === undefined;
  /** A text may print a period's figure, and hide it. */
  const isOfPeriod = (cell: SoughtCell): boolean =>
    isIndicator(cell) && cell.read.periods?.length === 1 && cell.unit === undefined;
  const all = cells.flat().filter((cell) => cell !== null);
  const ofYears = all.filter(isOfYear);

  const ofTenant = new Map<number, ReadonlySet<string>>();
  for (const [year, { edition, elements }] of years) {
    const ofPersons = edition.indicators.filter((one) => countsPersons(one, elements));
    const asked = all.filter(
      (cell) => cell.read.year === year && cell.unit === undefined && (isOfYear(cell) || isOfPeriod(cell)),
    );
    if (!asked.some(({ definition }) => countsPersons(definition, elements))) continue;
    ofTenant.set(year, await hiddenInYear(reader, edition, await rollUp(reader, edition, { indicators: ofPersons })));
  }

  const isOfDistricts = ofYears.some(({ unit }) => unit !== undefined) && (await overseesOthers(trx, actor.tenantId));
  const [first] = years.values();
  const delivered =
    isOfDistricts && first ? await listNewestDelivered(trx, actor.tenantId, first.edition, [...years.keys()]) : [];
  const hidden = await hiddenOfDeliveries(trx, actor.tenantId, delivered);
  const deliveryOf = new Map(delivered.map(({ unitId, year, id }) => [`${unitId}/${year}`, id]));

  return (cell, figure) => {
    const { read, definition, unit } = cell;
    const edition = years.get(read.year)?.edition;
    if (!edition) return false;
    const ofDelivery = hidden.get(deliveryOf.get(`${unit}/${read.year}`) ?? '');
    const marked = unit === undefined ? ofTenant.get(read.year) : ofDelivery;
    if (marked && isOfYear(cell)) return marked.has(definition.code);
    const period = isOfPeriod(cell) ? edition.calendar.periods[(read.periods?.[0] ?? 0) - 1]?.code : undefined;
    const isHiddenThere =
      period !== undefined && marked?.has(figureKey({ indicator: definition.code, scope: { period } })) === true;
    return isHiddenThere || isOfFew(edition, definition, figure);
  };
}
