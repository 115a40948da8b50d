import { createHmac } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';

interface SessionAttributes {
  readonly tenantId: number;
  readonly membershipId: string;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

export interface StoredSession extends SessionAttributes {
  readonly idHash: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** Rows behind the sessions; implemented over SQL by `services/identity`. */
export interface SessionStore {
  insertSession(session: StoredSession): Promise<void>;
  /** Undefined when absent, or when its user is disabled or its membership gone. */
  findSession(idHash: string): Promise<StoredSession | undefined>;
  updateExpiry(idHash: string, expiresAt: Date): Promise<void>;
  deleteSession(idHash: string): Promise<void>;
}

export interface Sessions {
  /** Starts a session; returns the `Set-Cookie` value. */
  start(userId: string, attributes: SessionAttributes): Promise<string>;
  /** The session of a request's `Cookie` header, with a renewed cookie when half its life is over. */
  validate(
    cookieHeader: string,
  ): Promise<{ readonly session: StoredSession; readonly setCookie: string | null } | null>;
  /** Ends the request's session; returns the blank `Set-Cookie` value. */
  end(cookieHeader: string): Promise<string>;
}

export interface SessionOptions {
  /** HMAC key of the session ids. */
  readonly key: Buffer;
  /** False only on a plain-http loopback. */
  readonly isSecure: boolean;
  readonly idleMinutes: number;
}

export function createSessions(store: SessionStore, options: SessionOptions): Sessions {
  const hashOf = (id: string): string => createHmac('sha256', options.key).update(id).digest('base64url');
  const lucia = new Lucia(adapter(store, hashOf), {
    sessionExpiresIn: new TimeSpan(options.idleMinutes, 'm'),
    sessionCookie: {
      name: 'huibao_session',
      expires: false,
      attributes: { secure: options.isSecure, sameSite: 'lax' },
    },
  });

  return {
    async start(userId, attributes) {
      const session = await lucia.createSession(userId, attributes);
      return lucia.createSessionCookie(session.id).serialize();
    },
    async validate(cookieHeader) {
      const id = lucia.readSessionCookie(cookieHeader);
      if (!id) return null;
      const { session } = await lucia.validateSession(id);
      if (!session) return null;
      const stored = await store.findSession(hashOf(id));
      if (!stored) return null;
      return { session: stored, setCookie: session.fresh ? lucia.createSessionCookie(id).serialize() : null };
    },
    async end(cookieHeader) {
      const id = lucia.readSessionCookie(cookieHeader);
      if (id) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
  };
}

function adapter(store: SessionStore, hashOf: (id: string) => string): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const found = await store.findSession(hashOf(id));
      if (!found) return [null, null];
      const { tenantId, membershipId, userId, expiresAt } = found;
      return [
        { id, userId, expiresAt, attributes: { tenantId, membershipId } },
        { id: userId, attributes: {} },
      ];
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      store.insertSession({ idHash: hashOf(id), userId, expiresAt, ...attributes }),
    updateSessionExpiration: (id, expiresAt) => store.updateExpiry(hashOf(id), expiresAt),
    deleteSession: (id) => store.deleteSession(hashOf(id)),
    // A person's sessions end in the transaction that disables the person or resets the password; expired ones are
    // refused on sight. Lucia never calls these three by itself.
    getUserSessions: () => Promise.resolve([]),
    deleteUserSessions: () => Promise.reject(new Error('sessions end with their user, in services/identity')),
    deleteExpiredSessions: () => Promise.reject(new Error('expired sessions are refused on sight')),
  };
}
