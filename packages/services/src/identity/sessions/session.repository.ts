import type { SessionStore, SignInPolicy, StoredSession } from '@huibao/auth';
import { defineStatement, type DB, type TenantReader } from '@huibao/db';
import { sql, type Kysely } from 'kysely';
import type { StandingSession } from '../../standing-session.ts';
import { gathered } from './gathered.ts';
import { lineageOf, personOf, personQuery, type Person } from './actor.repository.ts';

const minute = 60_000;

/** What a browser says of itself goes on for longer than anybody reads. */
const longestDevice = 200;

/** So many people's, of the last minute. */
const mostRemembered = 10_000;

/** With whom it is of: every request asks for both, in one statement. */
export interface SignedInSession extends StoredSession {
  readonly person: Person;
}

/** One that was found less than a minute ago. Who goes by it asks whether it stands. */
export interface RememberedSession {
  readonly session: SignedInSession;
  readonly standing: StandingSession;
}

/** The sessions, and what is remembered of them. */
export interface SessionRepository extends SessionStore<SignedInSession> {
  readonly recallSession: (idHash: string) => RememberedSession | undefined;
}

interface SessionsAsked {
  readonly idHashes: readonly string[];
  readonly seenSince: Date;
  readonly begunSince: Date;
}

const sessionsAsked = (authDb: Kysely<DB>, { idHashes, seenSince, begunSince }: SessionsAsked) =>
  personQuery(authDb)
    .innerJoin('sessions as s', (join) => join.onRef('s.tenant_id', '=', 'u.tenant_id').onRef('s.user_id', '=', 'u.id'))
    .select(['s.id_hash', 's.membership_id', 's.has_second_factor', 's.by_single_sign_on', 's.expires_at', 's.seen_at'])
    .where(sql<boolean>`s.id_hash = any(${idHashes}::text[])`)
    .where('s.seen_at', '>', seenSince)
    .where('s.created_at', '>', begunSince);

const findingSessions = defineStatement((authDb, asked: SessionsAsked & { readonly tenantIds: readonly number[] }) =>
  sessionsAsked(authDb, asked).where(sql<boolean>`s.tenant_id = any(${asked.tenantIds}::int[])`),
);

/** That began before their cookies said whose they are. */
const findingEarlierSessions = defineStatement(sessionsAsked);

const keyOf = (tenantId: number | null, idHash: string): string => `${tenantId ?? ''} ${idHash}`;

/**
 * Sessions over the sign-in role. A disabled person's session is not found, nor one that nobody used for long or that
 * goes on for too long: it ends at once.
 */
export function sessionRepository(
  authDb: Kysely<DB>,
  now: () => Date,
  { idleMinutes, maxMinutes }: SignInPolicy['session'],
): SessionRepository {
  const limits = (at: number) => ({
    seenSince: new Date(at - idleMinutes * minute),
    begunSince: new Date(at - maxMinutes * minute),
  });
  const find = gathered(async (keys: readonly string[]) => {
    const names = keys.map((key) => key.split(' ') as [tenant: string, idHash: string]);
    const [known, earlier] = [names.filter(([tenant]) => tenant !== ''), names.filter(([tenant]) => tenant === '')];
    const asked = (of: typeof names): SessionsAsked => ({
      idHashes: of.map(([, hash]) => hash),
      ...limits(now().getTime()),
    });
    const tenantIds = [...new Set(known.map(([tenant]) => Number(tenant)))];
    const [ofKnown, ofEarlier] = await Promise.all([
      known.length > 0 ? findingSessions.run(authDb, { ...asked(known), tenantIds }) : [],
      earlier.length > 0 ? findingEarlierSessions.run(authDb, asked(earlier)) : [],
    ]);
    return new Map([
      ...ofKnown.map((row) => [keyOf(row.tenant_id, row.id_hash), row] as const),
      ...ofEarlier.map((row) => [keyOf(null, row.id_hash), row] as const),
    ]);
  });
  const remembered = new Map<string, { readonly session: SignedInSession; readonly seenAt: number }>();
  const remember = (session: SignedInSession, seenAt: number): SignedInSession => {
    remembered.delete(session.idHash);
    remembered.set(session.idHash, { session, seenAt });
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return session;
  };
  return {
    async insertSession(session) {
      await authDb
        .insertInto('sessions')
        .values({
          tenant_id: session.tenantId,
          id_hash: session.idHash,
          user_id: session.userId,
          membership_id: session.membershipId,
          expires_at: session.expiresAt,
          created_at: now(),
          seen_at: now(),
          address: session.address,
          device: session.device.slice(0, longestDevice),
          has_second_factor: session.hasSecondFactor,
          by_single_sign_on: session.bySingleSignOn,
        })
        .execute();
    },
    async findSession({ tenantId, idHash }) {
      const row = await find(keyOf(tenantId, idHash));
      if (!row) {
        remembered.delete(idHash);
        return undefined;
      }
      const at = now();
      // A write a minute, not a request.
      const isDue = at.getTime() - row.seen_at.getTime() >= minute;
      if (isDue)
        await authDb
          .updateTable('sessions')
          .set({ seen_at: at })
          .where('tenant_id', '=', row.tenant_id)
          .where('id_hash', '=', idHash)
          .execute();
      const session = {
        idHash,
        tenantId: row.tenant_id,
        userId: row.userId,
        membershipId: row.membership_id,
        hasSecondFactor: row.has_second_factor,
        bySingleSignOn: row.by_single_sign_on,
        expiresAt: row.expires_at,
        person: personOf(row, await lineageOf(authDb, row.tenant_id)),
      };
      return remember(session, (isDue ? at : row.seen_at).getTime());
    },
    recallSession(idHash) {
      const known = remembered.get(idHash);
      const at = now().getTime();
      // From then on it is to be noted that it is used.
      if (!known || at - known.seenAt >= minute || at >= known.session.expiresAt.getTime()) return undefined;
      const { session } = known;
      const { membershipId, person } = session;
      const standing = { idHash, membershipId, accessVersion: person.accessVersion, ...limits(at) };
      return { session, standing };
    },
    async deleteSession({ tenantId, idHash }) {
      remembered.delete(idHash);
      await authDb
        .deleteFrom('sessions')
        .where('id_hash', '=', idHash)
        .$if(tenantId !== null, (q) => q.where('tenant_id', '=', tenantId))
        .execute();
    },
  };
}

export interface SeenSession {
  /** The hash that it is kept by: it opens nothing. */
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** Those that haven't ended, the last seen first. */
export async function listSessionsOf(
  trx: TenantReader,
  tenantId: number,
  userId: string,
  { seenSince, begunSince }: { readonly seenSince: Date; readonly begunSince: Date },
): Promise<readonly SeenSession[]> {
  return trx
    .selectFrom('sessions')
    .select(['id_hash as id', 'device', 'address', 'created_at as createdAt', 'seen_at as seenAt'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('seen_at', '>', seenSince)
    .where('created_at', '>', begunSince)
    .orderBy('seen_at', 'desc')
    .execute();
}
