import { doesFit, readSchemaFit, readShardFaults, type SchemaFit } from '@huibao/db';
import type { Context } from './context.ts';

/** Whether code and schema fit, and whether every node of a divided database keeps tenants apart as the schema says. */
export interface WatchedFit extends SchemaFit {
  /** In what shards differ from their tables, a sentence each (decision 101); none on one PostgreSQL. */
  readonly shards: readonly string[];
}

export interface SchemaWatch {
  /** Null until the database has answered once. */
  readonly fit: () => WatchedFit | null;
  /** Whether people may be served. A database that is away later says nothing about its schema. */
  readonly fits: () => boolean;
  readonly close: () => void;
}

const whileUnfit = 1000;
/** A migration that breaks this code may be applied while it runs. */
const whileFit = 10_000;
/** A shard may be moved or copied while it runs; every node is asked for all of its policies, which takes a second. */
const betweenShards = 300_000;
const whileShardsDiffer = 10_000;

/**
 * Asks from now on whether schema and code fit.
 * @param onChange told when it turns out that they do or don't, and not again until it changes
 */
export function watchSchema(
  services: Pick<Context, 'authDb'>,
  onChange: (fits: boolean, fit: WatchedFit) => void,
): SchemaWatch {
  let fit: WatchedFit | null = null;
  let shards: readonly string[] | null = null;
  let shardsAt = 0;
  let fits: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const look = async (): Promise<void> => {
    // A database that can't be asked is told by whoever needs it.
    const found = await readSchemaFit(services.authDb).catch(() => null);
    if (found && performance.now() >= shardsAt) {
      // Before they have been seen once, nobody is served; later, a node that is away says nothing of its shards.
      const before = shards;
      shards = await readShardFaults(services.authDb).catch((error: unknown) => before ?? [String(error)]);
      shardsAt = performance.now() + (shards.length === 0 ? betweenShards : whileShardsDiffer);
    }
    if (isClosed) return;
    if (found && shards) {
      const before = fits;
      [fit, fits] = [{ ...found, shards }, doesFit(found) && shards.length === 0];
      if (fits !== before) onChange(fits, fit);
    }
    timer = setTimeout(() => void look(), fits ? whileFit : whileUnfit).unref();
  };
  void look();
  return {
    fit: () => fit,
    fits: () => fits === true,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
