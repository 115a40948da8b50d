import { createPace, type Spent } from '@huibao/auth';
import type { Actor, DB } from '@huibao/db';
import { HuibaoError, paceSeconds, personalQuotas, type PersonalQuota } from '@huibao/domain';
import type { Kysely } from 'kysely';
import { listPersonalQuotas } from './quota.repository.ts';

/** How far a person is in what they may do in a time. Beyond the limit goes what was refused. */
export interface Paced extends Spent {
  readonly quota: PersonalQuota;
  readonly limit: number;
}

/** Hears how far somebody is with what was just counted, before it is refused, too. */
export type TellPace = (paced: Paced) => void;

/** What a person may do in a time. Counted in the process: a save asks the database for nothing more. */
export interface Paces {
  /** @throws `quota.requests` */
  readonly countRequest: (actor: Actor, tell: TellPace) => Promise<void>;
  /** @throws `quota.exports` */
  readonly countExport: (actor: Actor, tell: TellPace) => Promise<void>;
  /** Without counting one. */
  readonly readRequests: (actor: Actor) => Promise<Paced>;
}

/** What an operator sets binds within so many milliseconds. */
const readAgainAfter = 30_000;

export function createPaces(watchDb: Kysely<DB>): Paces {
  const paces = { requests: createPace(paceSeconds.requests), exports: createPace(paceSeconds.exports) };
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
  const pacedBy = (spent: Spent, { tenantId }: Actor, quota: PersonalQuota): Paced => {
    readAgain();
    return { ...spent, quota, limit: own.get(`${tenantId} ${quota}`) ?? personalQuotas[quota] };
  };
  const count = async (actor: Actor, quota: PersonalQuota, tell: TellPace): Promise<Paced> => {
    const paced = pacedBy(await paces[quota].count(actor.userId), actor, quota);
    tell(paced);
    return paced;
  };
  return {
    async countRequest(actor, tell) {
      const { used, limit, seconds } = await count(actor, 'requests', tell);
      if (used > limit) throw new HuibaoError('quota.requests', { limit, seconds });
    },
    async countExport(actor, tell) {
      const { used, limit, seconds } = await count(actor, 'exports', tell);
      if (used > limit) throw new HuibaoError('quota.exports', { limit, minutes: Math.ceil(seconds / 60) });
    },
    readRequests: async (actor) => pacedBy(await paces.requests.read(actor.userId), actor, 'requests'),
  };
}
