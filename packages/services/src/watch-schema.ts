import { doesFit, readSchemaFit, readShardFaults, readShardMark, type SchemaFit } from '@huibao/db';
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

/**
 * Asks from now on whether schema and code fit.
 * @param onChange told when it turns out that they do or don't, and not again until that or what is wrong with shards
 *   changes
 */
export function watchSchema(
  services: Pick<Context, 'authDb'>,
  onChange: (fits: boolean, fit: WatchedFit) => void,
): SchemaWatch {
  let fit: WatchedFit | null = null;
  let shards: readonly string[] | null = null;
  let mark: string | null | undefined;
  let fits: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const look = async (): Promise<void> => {
    // A database that can't be asked is told by whoever needs it.
    const found = await readSchemaFit(services.authDb).catch(() => null);
    // Before they have been seen once, nobody is served; later, a node that is away says nothing of its shards.
    if (found) shards = await lookAtShards().catch((error: unknown) => shards ?? [String(error)]);
    if (isClosed) return;
    if (found && shards) {
      const [before, named] = [fits, fit?.shards];
      [fit, fits] = [{ ...found, shards }, doesFit(found) && shards.length === 0];
      if (fits !== before || (shards.length > 0 && shards !== named)) onChange(fits, fit);
    }
    timer = setTimeout(() => void look(), fits ? whileFit : whileUnfit).unref();
  };
  /** A shard may be moved or copied at any time: each time it is asked whether anything changed, and then for all. */
  const lookAtShards = async (): Promise<readonly string[]> => {
    const now = await readShardMark(services.authDb);
    if (shards && now === mark) return shards;
    const faults = await readShardFaults(services.authDb);
    mark = now;
    return faults;
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
