import { doesFit, readSchemaFit, type SchemaFit } from '@huibao/db';
import type { Context } from './context.ts';

export interface SchemaWatch {
  /** Null until the database has answered once. */
  readonly fit: () => SchemaFit | null;
  /** Whether people may be served. A database that is away later says nothing about its schema. */
  readonly fits: () => boolean;
  readonly close: () => void;
}

const whileUnfit = 1000;
/** A migration that breaks this code may be applied while it runs. */
const whileFit = 10_000;

/**
 * Asks from now on whether schema and code fit.
 * @param onChange told when it turns out that they do or don't, and not again until it changes
 */
export function watchSchema(
  services: Pick<Context, 'authDb'>,
  onChange: (fits: boolean, fit: SchemaFit) => void,
): SchemaWatch {
  let fit: SchemaFit | null = null;
  let fits: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const look = async (): Promise<void> => {
    // A database that can't be asked is told by whoever needs it.
    const found = await readSchemaFit(services.authDb).catch(() => null);
    if (isClosed) return;
    if (found) {
      const before = fits;
      [fit, fits] = [found, doesFit(found)];
      if (fits !== before) onChange(fits, found);
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
