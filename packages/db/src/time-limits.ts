/** The roles that the product connects as; none owns a table, none bypasses row security. */
export const databaseRoles = [
  'huibao_app',
  'huibao_auth',
  'huibao_relay',
  'huibao_public',
  'huibao_keeper',
  'huibao_watch',
] as const;

export type DatabaseRole = (typeof databaseRoles)[number];

/** Seconds. */
interface TimeLimits {
  readonly statement: number;
  /** To wait for somebody else's lock. */
  readonly lock: number;
  /** To leave a transaction open without asking anything. */
  readonly idle: number;
}

/**
 * As settings of the roles they hold behind any pooler, too. What a machine holds that fell from the network is let go
 * within them, and whoever waited for an answer over a connection that is no more hears so: half a minute after a
 * fault is over, everything goes on. The relay's transaction is open while it talks to Temporal, ten seconds a message.
 */
export const timeLimits: Readonly<Record<DatabaseRole, TimeLimits>> = {
  huibao_app: { statement: 45, lock: 20, idle: 30 },
  huibao_auth: { statement: 15, lock: 10, idle: 15 },
  huibao_relay: { statement: 15, lock: 10, idle: 30 },
  huibao_public: { statement: 15, lock: 10, idle: 15 },
  // Erases in an object store while it holds the row.
  huibao_keeper: { statement: 45, lock: 20, idle: 60 },
  huibao_watch: { statement: 15, lock: 10, idle: 15 },
};

/** A server that can be heard would have said by then that the statement took too long: milliseconds. */
export const answerWithin = (role: DatabaseRole): number => (timeLimits[role].statement + 5) * 1000;
