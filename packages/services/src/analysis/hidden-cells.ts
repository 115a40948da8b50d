import { countsPersons, type IndicatorValue, type PivotDefinition } from '@huibao/domain';
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
  const isOfYear = ({ read, definition }: SoughtCell): boolean =>
    units === undefined &&
    read.periods === undefined &&
    years.get(read.year)?.edition.indicators.some(({ code }) => code === definition.code) === true;
  const ofYears = cells.flat().flatMap((cell) => (cell && isOfYear(cell) ? [cell] : []));

  const ofTenant = new Map<number, ReadonlySet<string>>();
  for (const [year, { edition, elements }] of years) {
    const ofPersons = edition.indicators.filter((one) => countsPersons(one, elements));
    const asked = ofYears.filter(({ read, unit }) => read.year === year && unit === undefined);
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
    return marked && isOfYear(cell) ? marked.has(definition.code) : isOfFew(edition, definition, figure);
  };
}
