import { Complaint } from './complaint.mjs';
import { answers } from './answers.mjs';
import { databaseUrl, postgresServices } from './postgres.mjs';
import { checkTemporal, temporalService } from './temporal.mjs';

/**
 * Starts PostgreSQL and Temporal, or checks the ones that DATABASE_URL and TEMPORAL_ADDRESS name.
 * @param {{ home: import('./place.mjs').Home, supervisor: ReturnType<import('./supervisor.mjs').createSupervisor>,
 *   ports: Record<string, number>, secrets: ReturnType<import('./secrets.mjs').keepSecrets>, temporalProgram?: string,
 *   isDurable: boolean, mayUseGiven: boolean, makesDemo?: boolean }} options
 * @returns {Promise<{ databaseUrl: string, temporalAddress: string }>}
 */
export async function startServers({
  home,
  supervisor,
  ports,
  secrets,
  temporalProgram,
  isDurable,
  mayUseGiven,
  makesDemo = false,
}) {
  const given = mayUseGiven ? process.env : {};
  const [database, temporal] = await Promise.all([
    given.DATABASE_URL ? checkDatabase(given.DATABASE_URL) : startPostgres(),
    given.TEMPORAL_ADDRESS ? checkTemporal(given.TEMPORAL_ADDRESS).then(() => given.TEMPORAL_ADDRESS) : startTemporal(),
  ]);
  return { databaseUrl: database, temporalAddress: temporal };

  async function startPostgres() {
    const password = secrets.databasePassword;
    const { postgres: port, replica: replicaPort } = ports;
    for (const server of await postgresServices({ home, port, password, isDurable, makesDemo, replicaPort }))
      await supervisor.run(server);
    return databaseUrl({ port: ports.postgres, password });
  }

  async function startTemporal() {
    await supervisor.run(temporalService({ program: temporalProgram, folder: home.folder, port: ports.temporal }));
    return `127.0.0.1:${ports.temporal}`;
  }
}

async function checkDatabase(url) {
  const { hostname, port } = new URL(url);
  const isThere = await answers(hostname, Number(port || 5432));
  if (!isThere)
    throw new Complaint(
      `No database answers at ${hostname}:${port || 5432}, which DATABASE_URL names: start it, or unset the variable to use the embedded one.`,
    );
  return url;
}
