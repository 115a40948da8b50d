/** Role → the variable that carries its connection. `packages/db` makes these roles. */
const roleVariables = {
  huibao_app: 'DATABASE_APP_URL',
  huibao_auth: 'DATABASE_AUTH_URL',
  huibao_relay: 'DATABASE_RELAY_URL',
  huibao_public: 'DATABASE_PUBLIC_URL',
  huibao_keeper: 'DATABASE_KEEPER_URL',
  huibao_watch: 'DATABASE_WATCH_URL',
};

/**
 * The variables that packages/config reads. A variable that the caller's environment sets stays as it is, if `given`
 * holds it.
 * @param {{ databaseUrl: string, temporalAddress: string, ports: Record<string, number>, home:
 *   import('./place.mjs').Home, secrets: ReturnType<import('./secrets.mjs').keepSecrets>, given?: NodeJS.ProcessEnv }}
 *   options
 */
export function productEnvironment({ databaseUrl, temporalAddress, ports, home, secrets, given = {} }) {
  const rolePassword = given.DATABASE_ROLE_PASSWORD ?? secrets.databaseRolePassword;
  const made = {
    DATABASE_URL: databaseUrl,
    DATABASE_ROLE_PASSWORD: rolePassword,
    ...Object.fromEntries(
      Object.entries(roleVariables).map(([role, variable]) => [variable, asRole(databaseUrl, role, rolePassword)]),
    ),
    ...(ports.replica ? readsOnReplica(databaseUrl, ports.replica, rolePassword) : {}),
    API_PORT: String(ports.api),
    API_URL: `http://127.0.0.1:${ports.api}`,
    PORT: String(ports.web),
    WEB_PORT: String(ports.web),
    WEB_ORIGIN: `http://127.0.0.1:${ports.web}`,
    WORKER_PORT: String(ports.worker),
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_TASK_QUEUE: 'huibao',
    AUDIT_KEY: secrets.auditKey,
    REGISTER_KEY: secrets.registerKey,
    SESSION_KEY: secrets.sessionKey,
    ACCOUNT_KEY: secrets.accountKey,
    // The demo's people have passwords of years ago, and nobody holds their telephones.
    SECOND_FACTOR: 'optional',
    PASSWORD_MAX_AGE_DAYS: '0',
    STATE_DIR: home.heads,
  };
  const kept = Object.keys(made).filter((name) => given[name] && !portVariables.has(name));
  return { ...made, ...Object.fromEntries(kept.map((name) => [name, given[name]])) };
}

/** Ports are preferences, which choosePorts has already looked at. */
const portVariables = new Set(['API_PORT', 'PORT', 'WEB_PORT', 'WORKER_PORT', 'API_URL']);

function readsOnReplica(databaseUrl, port, password) {
  const replica = new URL(databaseUrl);
  replica.port = String(port);
  return {
    DATABASE_REPLICA_APP_URL: asRole(replica, 'huibao_app', password),
    DATABASE_REPLICA_PUBLIC_URL: asRole(replica, 'huibao_public', password),
  };
}

function asRole(databaseUrl, role, password) {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = password;
  return url.href;
}
