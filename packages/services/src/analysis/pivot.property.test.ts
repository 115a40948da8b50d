import { withTenant, type Actor } from '@huibao/db';
import { pivotLimits, type IndicatorValue, type PivotDefinition, type PivotDimension } from '@huibao/domain';
import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import {
  generateDistrict,
  loadDistricts,
  rollUpByHand,
  type District,
  type LoadedDistrict,
  localTypes,
} from '@huibao/testing/rollup-oracle';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import { insertFacts } from '../rollup/fact.repository.ts';
import { rollUp, rollUpByUnit } from '../rollup/roll-up.ts';
import type { Scope } from '../use-case.ts';
import type { Pivot, PivotCell } from './arrange-pivot.ts';
import { readPivot } from './read-pivot.ts';
import { measuresOfYear } from './slice.ts';

// Every figure of a pivot against the roll-up of the same thing, over generated districts with every operator; and by
// kind of unit, and by option, against the implementation by hand, which knows nothing of slices.

const cases = howMany(40, 150);
const { now } = createClock('2026-02-01T09:00:00+08:00');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const axes: readonly (readonly [PivotDimension, PivotDimension])[] = [
  ['unit', 'term'],
  ['unit', 'none'],
  ['unitType', 'term'],
  ['measure', 'unitType'],
  ['measure', 'unit'],
  ['term', 'measure'],
  ['none', 'none'],
  ['option', 'unitType'],
  ['option', 'term'],
  ['unit', 'option'],
];

type Figure = readonly [value: string | null, answered: number, expected: number];

const ofValue = (figure: Pick<IndicatorValue, 'value' | 'answered' | 'expected'> | undefined): Figure => [
  figure?.value ?? null,
  figure?.answered ?? 0,
  figure?.expected ?? 0,
];
const ofCell = (cell: PivotCell): Figure => [cell.value, cell.answered, cell.expected];

it(
  `gives the roll-up’s own figures in every cell and total of ${cases} generated districts`,
  { timeout: 240_000 },
  async () => {
    const districts = Array.from({ length: cases }, (_, seed) => generateDistrict(seed));
    const loaded = await loadDistricts(database.ownerUrl, districts, 0);
    const seen = new Map<string, number>();
    const count = (what: string): void => {
      seen.set(what, (seen.get(what) ?? 0) + 1);
    };
    for (const [seed, district] of districts.entries()) {
      const tenant = loaded[seed]!;
      await withTenant(database.services.db, actorOf(tenant), async (trx) => {
        const scope: Scope = {
          ctx: database.services,
          trx,
          actor: actorOf(tenant),
          now: now(),
          audit: () => undefined,
          afterwards: () => undefined,
          isAlone: false,
        };
        await insertFacts(trx, tenant.tenantId, tenant.accepted);
        const edition = tenant.edition as unknown as Edition;
        const [rows, columns] = axes[seed % axes.length]!;
        const measures = edition.indicators.slice(0, pivotLimits.measures).map(({ code }) => ({ indicator: code }));
        const definition: PivotDefinition = {
          programme: edition.programmeCode,
          years: [district.year],
          measures,
          rows,
          columns,
        };
        const years = new Map([[district.year, measuresOfYear(edition, measures)]]);
        const table = await readPivot(scope, definition, years).catch((error: unknown) => {
          if (error instanceof Error && error.message === 'analysis.no_breakdown') return null;
          throw error;
        });
        if (!table) return;
        const known = new Map<string, Promise<unknown>>();
        const once = <T>(what: string, read: () => Promise<T>): Promise<T> => {
          if (!known.has(what)) known.set(what, read());
          return known.get(what) as Promise<T>;
        };
        for (const { at, cell } of cellsOf(table)) {
          const code = at.measure ?? measures[0]!.indicator;
          const options = { indicators: edition.indicators, ...(at.term === undefined ? {} : { periods: [at.term] }) };
          const name = `${seed} ${JSON.stringify(at)}`;
          if (at.unitType !== undefined || at.option !== undefined) {
            if (at.unit !== undefined) continue;
            const byHand = rollUpByHand(
              sliceOf(district, code, at),
              at.term === undefined ? {} : { periods: [at.term] },
            ).get(code);
            expect([name, ...ofCell(cell)]).toEqual([name, ...ofValue(byHand)]);
            count(at.option === undefined ? 'by kind' : 'by option');
          } else {
            const figure =
              at.unit === undefined
                ? (await once(`${at.term}`, () => rollUp(scope, edition, options))).get(code)
                : (await once(`${at.term} by unit`, () => rollUpByUnit(scope, edition, options)))
                    .get(at.unit)
                    ?.get(code);
            expect([name, ...ofCell(cell)]).toEqual([name, ...ofValue(figure)]);
            count(at.unit === undefined ? 'whole' : 'by unit');
          }
        }
      });
    }
    for (const what of ['whole', 'by unit', 'by kind', 'by option'])
      expect([what, (seen.get(what) ?? 0) > 50]).toEqual([what, true]);
  },
);

function cellsOf(table: Pivot) {
  return table.rows.flatMap((row, y) =>
    table.columns.flatMap((column, x) => {
      const cell = table.cells[y]?.[x];
      return cell ? [{ at: { ...row.at, ...column.at }, cell }] : [];
    }),
  );
}

function actorOf({ tenantId, lineage }: LoadedDistrict): Actor {
  return { tenantId, lineage, units: null, userId: '', userName: '', role: 'system', now };
}

/** Rows are of national types: what a level tells apart counts under its own. */
function isOf(type: string, national: string): boolean {
  return type === national || localTypes[type] === national;
}

/**
 * The district with one indicator, which asks of its children and keys what the place says; plainly, field by field.
 */
function sliceOf(
  district: District,
  code: string,
  at: { readonly unitType?: string; readonly option?: string },
): District {
  const indicator = district.indicators.find((one) => one.code === code)!;
  const { children } = indicator;
  const key = at.option?.split('/')[1];
  const restrict = <T extends { readonly element: string }>(term: T): T =>
    key !== undefined && district.elements.some((element) => element.code === term.element && element.keys.length > 1)
      ? { ...term, keys: [key] }
      : term;
  const { operator } = indicator;
  const sliced =
    'element' in operator
      ? operator
      : operator.op === 'ratio'
        ? { ...operator, of: restrict(operator.of), per: restrict(operator.per) }
        : operator.op === 'weighted_mean'
          ? { ...operator, of: restrict(operator.of), weight: restrict(operator.weight) }
          : { ...operator, of: restrict(operator.of) };
  const ofType =
    at.unitType === undefined
      ? {}
      : at.unitType === 'section'
        ? { kinds: ['section' as const] }
        : { schoolTypes: (children.schoolTypes ?? [at.unitType]).filter((type) => isOf(type, at.unitType ?? '')) };
  return { ...district, indicators: [{ ...indicator, operator: sliced, children: { ...children, ...ofType } }] };
}
