import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import {
  generateIdFromEntropySize,
  Lucia,
  TimeSpan,
  type Adapter,
  type DatabaseSession,
  type DatabaseUser,
} from 'lucia';
import { cookieName, type CookieOptions } from './cookies.ts';
import type { Keys } from './keys.ts';

/** What is known of a session as it begins. */
export interface SessionStart {
  readonly tenantId: number;
  readonly membershipId: string;
  readonly address: string;
  /** What the browser says of itself. */
  readonly device: string;
  readonly hasSecondFactor: boolean;
  /** The identity provider of a city or province sent this person. */
  readonly bySingleSignOn: boolean;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ readonly stored: StoredSession | undefined }>;
    DatabaseSessionAttributes: { readonly begun?: SessionStart; readonly stored?: StoredSession };
  }
}

export interface StoredSession {
  readonly idHash: string;
  readonly tenantId: number;
  readonly userId: string;
  readonly membershipId: string;
  readonly hasSecondFactor: boolean;
  readonly bySingleSignOn: boolean;
  readonly expiresAt: Date;
}

/**
 * What a session is found by. The cookie says the tenant, so that one knows where to look; it is whose it is only where
 * the rest fits. Null of a session that began before cookies said it.
 */
export interface SessionName {
  readonly tenantId: number | null;
  readonly idHash: string;
}

/** Rows behind the sessions; implemented over SQL by `services/identity`, which also ends the idle and the old. */
export interface SessionStore<Stored extends StoredSession = StoredSession> {
  insertSession(session: SessionStart & { readonly idHash: string; userId: string; expiresAt: Date }): Promise<void>;
  /** Undefined when absent, idle or too old, or when its user is disabled or its membership gone. */
  findSession(name: SessionName): Promise<Stored | undefined>;
  deleteSession(name: SessionName): Promise<void>;
}

export interface Sessions<Stored extends StoredSession = StoredSession> {
  /** Starts a session; returns the `Set-Cookie` value. The id is always a new one, whatever the browser brought. */
  start(userId: string, begun: SessionStart): Promise<string>;
  /** The session of a request's `Cookie` header. */
  validate(cookieHeader: string): Promise<Stored | null>;
  /** As the id of the request's session is kept, by the newest key. */
  idHashOf(cookieHeader: string): string | null;
  /** Ends the request's session; returns the blank `Set-Cookie` value. */
  end(cookieHeader: string): Promise<string>;
}

export interface SessionOptions extends CookieOptions {
  /** HMAC keys of the session ids. */
  readonly keys: Keys;
  readonly maxMinutes: number;
}

export function createSessions<Stored extends StoredSession>(
  store: SessionStore<Stored>,
  options: SessionOptions,
): Sessions<Stored> {
  const [newest, ...before] = options.keys.map((key) => createSecretKey(key)) as [KeyObject, ...KeyObject[]];
  const hashBy = (key: KeyObject) => (id: string) => createHmac('sha256', key).update(id).digest('base64url');
  const lucia = new Lucia(adapter(store, hashBy(newest), before.map(hashBy)), {
    sessionExpiresIn: new TimeSpan(options.maxMinutes, 'm'),
    sessionCookie: {
      name: cookieName('huibao_session', options),
      expires: false,
      attributes: { secure: options.isSecure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ stored }) => ({ stored }),
  });

  return {
    async start(userId, begun) {
      const sessionId = `${begun.tenantId}.${generateIdFromEntropySize(entropyBytes)}`;
      const session = await lucia.createSession(userId, { begun }, { sessionId });
      return lucia.createSessionCookie(session.id).serialize();
    },
    async validate(cookieHeader) {
      const id = lucia.readSessionCookie(cookieHeader);
      if (!id) return null;
      const { session } = await lucia.validateSession(id);
      // Lucia hands back what the store gave it, by a type that the whole program has but once.
      return (session?.stored as Stored | undefined) ?? null;
    },
    idHashOf(cookieHeader) {
      const id = lucia.readSessionCookie(cookieHeader);
      return id === null ? null : hashBy(newest)(id);
    },
    async end(cookieHeader) {
      const id = lucia.readSessionCookie(cookieHeader);
      if (id) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
  };
}

/** As many as Lucia takes by itself. */
const entropyBytes = 25;

/** A browser may send anything: no tenant's number is longer. */
const beginning = /^([1-9]\d{0,9})\./;

function tenantIn(id: string): number | null {
  const [, tenant] = beginning.exec(id) ?? [];
  return tenant === undefined ? null : Number(tenant);
}

type Hash = (id: string) => string;

/** @param before those of earlier keys: sessions that began by them go on to their end */
function adapter(store: SessionStore, hashOf: Hash, before: readonly Hash[]): Adapter {
  const find = async (id: string): Promise<StoredSession | undefined> => {
    for (const hash of [hashOf, ...before]) {
      const stored = await store.findSession({ tenantId: tenantIn(id), idHash: hash(id) });
      if (stored) return stored;
    }
    return undefined;
  };
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const stored = await find(id);
      if (!stored) return [null, null];
      const { userId, expiresAt } = stored;
      return [
        { id, userId, expiresAt, attributes: { stored } },
        { id: userId, attributes: {} },
      ];
    },
    setSession({ id, userId, expiresAt, attributes: { begun } }) {
      if (!begun) throw new Error('a session begins somewhere');
      return store.insertSession({ ...begun, idHash: hashOf(id), userId, expiresAt });
    },
    // Lucia would put the end off once half the time is over. Ours is the last one: what is used ends as well.
    updateSessionExpiration: () => Promise.resolve(),
    async deleteSession(id) {
      for (const hash of [hashOf, ...before]) await store.deleteSession({ tenantId: tenantIn(id), idHash: hash(id) });
    },
    // A person's sessions end in the transaction that disables the person or resets the password; expired ones are
    // refused on sight. Lucia never calls these three by itself.
    getUserSessions: () => Promise.resolve([]),
    deleteUserSessions: () => Promise.reject(new Error('sessions end with their user, in services/identity')),
    deleteExpiredSessions: () => Promise.reject(new Error('expired sessions are refused on sight')),
  };
}
