import type { Actor } from '@huibao/db';
import type { IndicatorValue, Programme } from '@huibao/domain';
import {
  requireEdition,
  publishEdition,
  rollUp,
  runUseCase,
  useCases,
  type Context,
  type Edition,
  type QueryScope,
  type Scope,
} from '@huibao/services';

// All that the benchmark asks of the product besides its use-cases: one place to follow when one of them changes.

export type { Edition };

/**
 * The two programmes that it measures, and one that stands beside them with the same codes, by the names under which
 * their lines know them.
 */
export const [countryProgramme, cityProgramme, secondProgramme] = [
  'bench_country',
  'city-bench_city',
  'city-bench_second',
];

/** A programme's edition of a year, owned by the actor. */
export async function publish(ctx: Context, actor: Actor, programme: Programme, year: number): Promise<void> {
  await runUseCase(
    ctx,
    actor,
    {
      ...useCases.publishBuiltInEditions,
      run: (scope: Scope) => publishEdition(scope, { programme, glossary: [] }, year),
    },
    { year },
  );
}

export function loadEdition(ctx: Context, actor: Actor, programme: string, year: number): Promise<Edition> {
  const address = { programme, year };
  return runUseCase(
    ctx,
    actor,
    {
      ...useCases.getRollup,
      run: (scope: QueryScope) => requireEdition(scope.trx, actor, address),
    },
    address,
  );
}

/** The whole way of a read: the permission, the transaction, the tenant, the statement, the figures. */
export function rollUpOnce(ctx: Context, actor: Actor, edition: Edition): Promise<ReadonlyMap<string, IndicatorValue>> {
  return runUseCase(
    ctx,
    actor,
    { ...useCases.getRollup, run: (scope: QueryScope) => rollUp(scope, edition) },
    { programme: edition.programmeCode, year: edition.year },
  );
}

/** The bureau's own copies of some of the edition's indicators, added to its year. */
export async function addIndicators(ctx: Context, actor: Actor, edition: Edition, count: number): Promise<void> {
  const address = { programme: edition.programmeName, year: edition.year, code: null, version: null };
  for (const { code, ...definition } of edition.indicators.slice(0, count)) {
    const label = { zh: `Own ${code}`, en: `Own ${code}` };
    await runUseCase(ctx, actor, useCases.saveIndicator, { ...address, definition: { ...definition, label } });
  }
}
