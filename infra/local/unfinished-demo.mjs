import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './complaint.mjs';
import { cutHeads, measureHeads } from './demo-heads.mjs';
import { readJson, writeJson } from './place.mjs';
import { databaseName, runAlone } from './postgres-cluster.mjs';

// Making the demo takes thousands of transactions. If it is cut off half way, the next start goes back to a copy of
// the database from before, and makes it anew; a real city that was there stays.
const copyName = `${databaseName}_before_demo`;
const files = ({ folder }) => ({
  accounts: join(folder, 'demo.json'),
  /** There while the demo is being made: the copy is good. It says how long the files of audit heads were. */
  making: join(folder, 'demo-being-made'),
  /** There afterwards: the copy isn't needed any more. */
  made: join(folder, 'demo-made'),
});

/**
 * Call it before the server starts.
 * @param {import('./place.mjs').Home} home
 * @param {import('./postgres-cluster.mjs').Cluster} cluster
 * @param {{ isNew: boolean, makesDemo: boolean }} options isNew: of the cluster; makesDemo: whether the demo will be
 *   made unless it is there
 */
export async function guardDemo(home, cluster, { isNew, makesDemo }) {
  const { accounts, making, made } = files(home);
  if (isNew) forgetDemo(home);
  if (existsSync(making)) {
    say('The demo was cut off while it was being made; going back to before it.');
    await runAlone(cluster, [
      `DROP DATABASE IF EXISTS ${databaseName}`,
      `CREATE DATABASE ${databaseName} TEMPLATE ${copyName}`,
    ]);
    const heads = readJson(making)?.heads;
    if (heads) cutHeads(home.heads, heads);
    renameSync(making, made);
  }
  if (existsSync(made)) {
    await runAlone(cluster, [`DROP DATABASE IF EXISTS ${copyName}`]);
    rmSync(made);
  }
  if (makesDemo && !existsSync(accounts)) {
    await runAlone(cluster, [
      `DROP DATABASE IF EXISTS ${copyName}`,
      `CREATE DATABASE ${copyName} TEMPLATE ${databaseName}`,
    ]);
    writeJson(making, { heads: measureHeads(home.heads) });
  }
}

/** For a database that is gone. @param {import('./place.mjs').Home} home */
export function forgetDemo(home) {
  for (const file of Object.values(files(home))) rmSync(file, { force: true });
}

/**
 * @returns {Record<string, unknown>[] | undefined} the accounts of the demo that has been made in this home's own
 *   database
 */
export const madeDemo = (home) => readJson(files(home).accounts);

/** @param {Record<string, unknown>[]} accounts */
export function rememberDemo(home, accounts) {
  const { accounts: file, making, made } = files(home);
  writeJson(file, accounts);
  if (existsSync(making)) renameSync(making, made);
}
