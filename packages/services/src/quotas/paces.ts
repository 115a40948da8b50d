import { createPace } from '@huibao/auth';
import type { Actor, DB } from '@huibao/db';
import { HuibaoError, personalQuotas } from '@huibao/domain';
import type { Kysely } from 'kysely';
import { listPersonalQuotas } from './quota.repository.ts';

type Personal = keyof typeof personalQuotas;

/** What a person may do in a time. Counted in the process: a save asks the database for nothing more. */
export interface Paces {
  /** @throws `quota.requests` */
  readonly countRequest: (actor: Actor) => Promise<void>;
  /** @throws `quota.exports` */
  readonly countExport: (actor: Actor) => Promise<void>;
}

/** What an operator sets binds within so many milliseconds. */
const readAgainAfter = 30_000;

export function createPaces(watchDb: Kysely<DB>): Paces {
  const requests = createPace(60);
  const exports = createPace(3600);
  let own: ReadonlyMap<string, number> = new Map();
  let readAt = -Infinity;
  /** Beside whoever asks: until it has come, and while the database is away, what was known before holds. */
  const readAgain = (): void => {
    const at = performance.now();
    if (at - readAt < readAgainAfter) return;
    readAt = at;
    listPersonalQuotas(watchDb).then(
      (rows) => {
        own = new Map(rows.map(({ tenantId, kind, amount }) => [`${tenantId} ${kind}`, amount]));
      },
      () => undefined,
    );
  };
  const limitOf = ({ tenantId }: Actor, kind: Personal): number => {
    readAgain();
    return own.get(`${tenantId} ${kind}`) ?? personalQuotas[kind];
  };
  return {
    async countRequest(actor) {
      const limit = limitOf(actor, 'requests');
      const seconds = await requests.count(actor.userId, limit);
      if (seconds !== null) throw new HuibaoError('quota.requests', { limit, seconds });
    },
    async countExport(actor) {
      const limit = limitOf(actor, 'exports');
      const seconds = await exports.count(actor.userId, limit);
      if (seconds !== null) throw new HuibaoError('quota.exports', { limit, minutes: Math.ceil(seconds / 60) });
    },
  };
}
