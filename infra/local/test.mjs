import { prepareMachine } from './browser.mjs';
import { Complaint, runCommand } from './complaint.mjs';
import { findDebianProgram } from './debian-program.mjs';
import { removeOldTestRuns, removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { home, makeHome } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { findTestObjectStore } from './object-store.mjs';
import { databaseUrl, postgresService } from './postgres.mjs';
import { migrateDatabase, startProduct } from './product.mjs';
import { keepSecrets } from './secrets.mjs';
import { runBrowserTests } from './suites/browser-tests.mjs';
import { runFaultTests } from './suites/fault-tests.mjs';
import { runReplicaTest } from './suites/replica-test.mjs';
import { runStaticChecks } from './suites/static-checks.mjs';
import { runStopTest } from './suites/stop-test.mjs';
import { conclude, count, timed } from './suites/tally.mjs';
import { runWatchTest } from './suites/watch-test.mjs';
import { runUnitTests } from './suites/unit-tests.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal, findTemporalTestServer } from './temporal.mjs';
import { alone, prepareToolchain } from './toolchain.mjs';

// npm test                              everything
// npm test -- --only unit documents     one part (static, unit, faults, e2e); the rest goes to its runner as filters
const parts = ['static', 'unit', 'faults', 'e2e'];
const { only, filters } = readArguments(process.argv.slice(2));
const includes = (part) => only === undefined || only === part;

const pooler = { packageName: 'pgbouncer', program: 'usr/sbin/pgbouncer', variable: 'TEST_POOLER' };

// Every run has a home of its own, so that any number run at once, and beside `npm start`.
const runName = `test/${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${process.pid}`;
const place = home(runName);
const unitHome = home(`${runName}/unit`);
const faultHome = home(`${runName}/faults`);
const productHome = home(`${runName}/e2e`);

// What is young in a test dies young: swept less often, it costs a tenth less of the processor. Inherited by all.
process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, '--max-semi-space-size=64'].filter(Boolean).join(' ');

await runCommand(async () => {
  for (const each of [place, unitHome, faultHome, productHome]) makeHome(each);
  const lock = takeLock(place.lock);
  const supervisors = {
    unit: createSupervisor(unitHome),
    faults: createSupervisor(faultHome),
    e2e: createSupervisor(productHome),
  };
  const stop = async () => {
    await Promise.all(Object.values(supervisors).map((supervisor) => supervisor.stop()));
    for (const each of [unitHome, faultHome, productHome]) removeData(each);
    lock.release();
  };
  onInterruption({
    stop,
    killAll: () => Object.values(supervisors).forEach((supervisor) => supervisor.killAll()),
    exitCode: 130,
  });
  try {
    await removeOldTestRuns();
    const programs = await prepare();
    const database = onceOnly(() => startTestDatabase(supervisors.unit));
    const checking = includes('static')
      ? runStaticChecks({ home: place, databaseEnvironment: () => migrated(database), filters })
      : Promise.resolve([]);
    // Neither keeps two cores busy by itself: a test waits for its database, a journey for its page.
    // Most of the time it waits for what fell to be there again.
    const breaking = checking.then(async () =>
      includes('faults')
        ? [
            await timed('faults', () =>
              runFaultTests({
                home: faultHome,
                supervisor: supervisors.faults,
                filters: only === 'faults' ? filters : [],
                echo: only === 'faults',
              }),
            ),
          ]
        : [],
    );
    const browsing = checking.then(async () => {
      if (!includes('e2e')) return [];
      const product = await makeProduct(supervisors.e2e, programs);
      const browsed = await timed('browser tests', () => testInBrowser(product, programs));
      if (product.failure) return [browsed];
      const running = { home: productHome, supervisor: supervisors.e2e, temporal: programs.temporal, ...product };
      // Of some of the journeys not everything is measured.
      const watched = filters.length === 0 ? [await timed('watching', () => runWatchTest(running))] : [];
      // It begins a city of its own.
      const replicated = filters.length === 0 ? [await timed('replica', () => runReplicaTest(running))] : [];
      return [browsed, ...watched, ...replicated, await timed('stopping', () => runStopTest(running))];
    });
    const results = await Promise.all([
      checking,
      includes('unit')
        ? [
            await timed('unit and database tests', async () =>
              runUnitTests({
                home: unitHome,
                environment: {
                  ...(await database()),
                  TEMPORAL_TEST_SERVER: programs.testServer,
                  TEST_OBJECT_STORE: programs.objectStore,
                  TEST_POOLER: programs.pooler.command,
                  TEST_POOLER_LIBRARIES: programs.pooler.env.LD_LIBRARY_PATH ?? '',
                },
                filters,
                echo: only === 'unit',
              }),
            ),
          ]
        : [],
      breaking,
      browsing,
    ]);
    return conclude(results.flat());
  } finally {
    await stop();
  }
});

/** Fetches what the parts that were asked for need, and no more. */
async function prepare() {
  const [programs, browser] = await Promise.all([
    alone('tools', async () => {
      await prepareToolchain();
      return {
        temporal: includes('e2e') ? await findTemporal() : undefined,
        testServer: includes('unit') ? await findTemporalTestServer() : undefined,
        objectStore: includes('unit') ? await findTestObjectStore() : undefined,
        pooler: includes('unit') ? await findDebianProgram(pooler) : undefined,
      };
    }),
    includes('unit') || includes('e2e')
      ? alone('machine', () => prepareMachine({ needsBrowser: includes('e2e') }))
      : undefined,
  ]);
  return { ...programs, browser };
}

/**
 * PostgreSQL alone, and nothing in it: each test makes a database of its own, and workflows run on the server that
 * skips time.
 */
async function startTestDatabase(supervisor) {
  const ports = await choosePorts(unitHome.folder, { postgres: undefined });
  const { databasePassword, databaseRolePassword } = keepSecrets(unitHome.folder);
  await supervisor.run(
    await postgresService({ home: unitHome, port: ports.postgres, password: databasePassword, isDurable: false }),
  );
  const url = databaseUrl({ port: ports.postgres, password: databasePassword });
  return { DATABASE_URL: url, TEST_DATABASE_URL: url, DATABASE_ROLE_PASSWORD: databaseRolePassword };
}

async function migrated(database) {
  const environment = await database();
  await migrateDatabase(unitHome, environment);
  return environment;
}

/** The product with its demo; or, as a result, why there is none. */
async function makeProduct(supervisor, programs) {
  const ports = await choosePorts(productHome.folder, {
    postgres: undefined,
    // What is read of many is read there, as a city's product may.
    replica: undefined,
    temporal: undefined,
    api: undefined,
    worker: undefined,
    web: undefined,
    'api-metrics': undefined,
    'worker-metrics': undefined,
    'web-metrics': undefined,
  });
  try {
    const product = await startProduct({
      home: productHome,
      supervisor,
      ports,
      temporalProgram: programs.temporal,
      isDurable: false,
      mayUseGiven: false,
    });
    return { product };
  } catch (error) {
    if (error instanceof Complaint) return { failure: { count: count({ failed: 1 }), output: error.withDetails() } };
    throw error;
  }
}

async function testInBrowser({ product, failure }, programs) {
  return (
    failure ??
    (await runBrowserTests({
      home: productHome,
      product,
      browser: programs.browser,
      filters: only === 'e2e' ? filters : [],
      echo: only === 'e2e',
    }))
  );
}

/** The first call does the work, later calls share its result. */
function onceOnly(work) {
  let promise;
  return () => (promise ??= work());
}

function readArguments(args) {
  const at = args.indexOf('--only');
  if (at === -1) {
    if (args.length > 0) {
      process.stderr.write(
        `Say which part the filter is for: npm test -- --only ${parts.join('|')} ${args.join(' ')}\n`,
      );
      process.exit(1);
    }
    return { filters: [] };
  }
  const only = args[at + 1];
  if (!parts.includes(only)) {
    process.stderr.write(`--only takes one of ${parts.join(', ')}.\n`);
    process.exit(1);
  }
  return { only, filters: [...args.slice(0, at), ...args.slice(at + 2)] };
}
