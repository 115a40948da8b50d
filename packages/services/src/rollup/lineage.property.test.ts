import { withTenant, type Actor } from '@huibao/db';
import {
  exactSum,
  foldFigures,
  operandsOf,
  quotient,
  withRetired,
  type IndicatorDefinition,
  type Term,
} from '@huibao/domain';
import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import { generateDistrict, loadDistricts, type LoadedDistrict } from '@huibao/testing/rollup-oracle';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import { insertFacts } from './fact.repository.ts';
import { listLineage, type IndicatorLineage, type LineageReporter } from './lineage.ts';
import { rollUp, rollUpByUnit } from './roll-up.ts';

// What a figure opens to, folded as its definition says, is the figure, and its n of N: over generated districts with
// every operator, keys, closed schools, half-answered years and periods never opened.

const cases = howMany(60, 400);
const { now } = createClock('2026-02-01T09:00:00+08:00');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it(`opens every figure of ${cases} generated districts to what it is`, { timeout: 300_000 }, async () => {
  const districts = Array.from({ length: cases }, (_, seed) => generateDistrict(seed));
  const loaded = await loadDistricts(database.ownerUrl, districts, 0);
  const seen = new Map<string, number>();
  for (const [seed, tenant] of loaded.entries()) {
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
      const { indicators } = edition;
      const part = seed % 3 === 0 ? {} : { periods: [seed % 3] };
      const figures = await rollUp(scope, edition, { indicators, ...part });
      const lineage = await listLineage(scope, edition, indicators, part);
      const byUnit = await rollUpByUnit(scope, edition, { indicators, ...part });
      for (const indicator of indicators) {
        const opened = lineage.find((one) => one.indicator === indicator.code)!;
        const name = `${seed} ${indicator.code} ${indicator.operator.op}`;
        const figure = figures.get(indicator.code);
        expect([name, ...told(indicator, opened.reporters)]).toEqual([
          name,
          figure?.numerator,
          // A mean of nobody is over nobody.
          indicator.operator.op === 'mean' && figure?.denominator === '0' ? null : figure?.denominator,
          figure?.value,
          figure?.texts,
          figure?.answered,
          figure?.expected,
        ]);
        expectCellsToFold(name, indicator, opened, edition);
        seen.set(indicator.operator.op, (seen.get(indicator.operator.op) ?? 0) + 1);
        for (const one of opened.reporters) {
          const own = byUnit.get(one.unitId)?.get(indicator.code);
          expect([name, one.unitId, one.answered, one.owed]).toEqual([
            name,
            one.unitId,
            own?.answered ?? 0,
            own?.expected ?? 0,
          ]);
        }
      }
    });
  }
  for (const op of ['total', 'ratio', 'mean', 'min', 'max', 'median', 'weighted_mean', 'list', 'distinct'])
    expect([op, (seen.get(op) ?? 0) > cases / 8]).toEqual([op, true]);
});

/** The figure that reporters make, and its n of N. */
function told({ operator }: IndicatorDefinition, reporters: readonly LineageReporter[]): readonly unknown[] {
  const figure = foldFigures(
    operator,
    reporters.map(({ adds }) => ({ ...adds, value: null })),
  );
  return [
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.texts,
    reporters.reduce((sum, one) => sum + one.answered, 0),
    reporters.reduce((sum, one) => sum + one.owed, 0),
  ];
}

/** The cells that are counted come to what their reporter brings in, said here once more and plainly. */
function expectCellsToFold(
  name: string,
  { operator }: IndicatorDefinition,
  { rows, reporters }: IndicatorLineage,
  edition: Edition,
): void {
  const flows = new Map(
    edition.forms.flatMap(({ definition }) =>
      withRetired(definition).sections.flatMap((section) =>
        section.blocks.flatMap((block) =>
          block.kind === 'fields' ? block.elements.map((element) => [element.code, element] as const) : [],
        ),
      ),
    ),
  );
  const [of, per] = operandsOf(operator);
  for (const reporter of reporters) {
    const own = rows.filter((row) => row.unitId === reporter.unitId && row.isCounted);
    if (!of) {
      expect([name, [...new Set(own.flatMap((row) => row.texts))].sort()]).toEqual([
        name,
        [...reporter.adds.texts].sort(),
      ]);
      continue;
    }
    // What is counted by a condition that isn't met, or has one side of a ratio alone, shows no counted cell.
    if (own.length === 0) continue;
    const foldedBy = (term: Term, side: 'of' | 'per'): string | null => {
      const cells = own.filter((row) => row.side === side);
      const element = flows.get(term.element)!;
      if (element.type === 'choice') return cells[0]?.value ?? null;
      const over = term.over ?? (element.flow === 'flow' ? 'sum' : 'latest');
      const keys = [...Map.groupBy(cells, (cell) => cell.key).values()].map((ofKey) => {
        const sum = exactSum(ofKey.map((cell) => cell.value));
        // Of the latest, the greatest and the smallest one cell alone is counted.
        if (over !== 'sum' && over !== 'mean') expect([name, ofKey.length]).toEqual([name, 1]);
        return over === 'mean' ? (quotient(sum, String(ofKey.length), '1') ?? '0') : sum;
      });
      return keys.length === 0 ? null : exactSum(keys);
    };
    expect([name, reporter.unitId, foldedBy(of, 'of')]).toEqual([name, reporter.unitId, reporter.of]);
    if (per) expect([name, reporter.unitId, foldedBy(per, 'per')]).toEqual([name, reporter.unitId, reporter.per]);
  }
}

function actorOf({ tenantId, lineage }: LoadedDistrict): Actor {
  return { tenantId, lineage, units: null, userId: '', userName: '', role: 'system', now };
}
