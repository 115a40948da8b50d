import type { Actor } from '@huibao/db';
import type { IndicatorValue, Programme } from '@huibao/domain';
import {
  findEditionOfYear,
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

/** A programme's edition of a year, owned by the actor. */
export async function publish(ctx: Context, actor: Actor, programme: Programme, year: number): Promise<void> {
  await runUseCase(
    ctx,
    actor,
    { ...useCases.publishBuiltInEditions, run: (scope: Scope) => publishEdition(scope, programme, year) },
    { year },
  );
}

export function loadEdition(ctx: Context, actor: Actor, year: number): Promise<Edition> {
  return runUseCase(
    ctx,
    actor,
    {
      ...useCases.getRollup,
      run: async (scope: QueryScope) => {
        const edition = await findEditionOfYear(scope.trx, actor.lineage, year);
        if (!edition) throw new Error(`there is no edition of ${year}`);
        return edition;
      },
    },
    { year },
  );
}

/** The whole way of a read: the permission, the transaction, the tenant, the statement, the figures. */
export function rollUpOnce(ctx: Context, actor: Actor, edition: Edition): Promise<ReadonlyMap<string, IndicatorValue>> {
  return runUseCase(
    ctx,
    actor,
    { ...useCases.getRollup, run: (scope: QueryScope) => rollUp(scope, edition) },
    { year: edition.year },
  );
}
