import { Complaint, runCommand, say } from './complaint.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, root } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { databaseUrl, postgresService } from './postgres.mjs';
import { migrateDatabase } from './product.mjs';
import { productEnvironment } from './product-environment.mjs';
import { saysReady } from './readiness.mjs';
import { run } from './run.mjs';
import { keepSecrets } from './secrets.mjs';
import { createSupervisor } from './supervisor.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

/**
 * Runs a script of `packages/benchmark` beside an api and a PostgreSQL of its own. What is measured with writes needs a
 * durable one. `--keep` leaves the database where it is. DATABASE_URL names another, new and empty, that stays.
 */
export function measure({ script, isDurable }) {
  const args = process.argv.slice(2).filter((arg) => arg !== '--keep');
  const keeps = process.argv.includes('--keep');
  const place = home('bench');
  return runCommand(async () => {
    makeHome(place);
    const lock = takeLock(place.lock);
    // Two at once would measure each other.
    if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is measuring already: wait for it.`);
    const supervisor = createSupervisor(place);
    const stop = async () => {
      await supervisor.stop();
      if (!keeps) removeData(place);
      lock.release();
    };
    onInterruption({ stop, killAll: supervisor.killAll, exitCode: 130 });
    try {
      await endOrphans(place);
      removeData(place);
      await alone('tools', prepareToolchain);
      const environment = toolEnvironment(await startDatabase(place, supervisor, isDurable));
      await supervisor.run({
        name: 'api',
        command: node,
        args: ['apps/api/src/main.ts'],
        env: environment,
        cwd: root,
        isReady: () => saysReady(environment.API_PORT),
      });
      const { code } = await run(node, [`packages/benchmark/src/bin/${script}.ts`, ...args], {
        cwd: root,
        env: environment,
        echo: true,
        record: { home: place, name: script },
      });
      if (keeps) say(`The database stays in ${place.folder} until the next run or \`npm run reset\`.`);
      return code ?? 1;
    } finally {
      await stop();
    }
  });
}

/** PostgreSQL alone: nothing here waits for a workflow. */
async function startDatabase(place, supervisor, isDurable) {
  const ports = await choosePorts(place.folder, {
    postgres: undefined,
    api: undefined,
    worker: undefined,
    web: undefined,
  });
  const secrets = keepSecrets(place.folder);
  const password = secrets.databasePassword;
  const given = process.env.DATABASE_URL;
  if (!given)
    await supervisor.run(
      await postgresService({ home: place, port: ports.postgres, password, isDurable, makesDemo: false }),
    );
  const variables = {
    ...productEnvironment({
      databaseUrl: given ?? databaseUrl({ port: ports.postgres, password }),
      temporalAddress: 'none',
      ports,
      home: place,
      secrets,
    }),
  };
  await migrateDatabase(place, variables);
  return variables;
}
