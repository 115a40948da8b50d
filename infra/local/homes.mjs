import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, outsideFolder, removeFolder, stateFolder } from './place.mjs';
import { dataFolder, replicaOf } from './postgres-user.mjs';
import { forgetDemo } from './unfinished-demo.mjs';

/** All homes on disk: start, dev, bench, and each part of each test run. */
export const listHomes = () =>
  [
    'start',
    'dev',
    'bench',
    'bench-country',
    'bench-designer',
    'faults',
    'soak',
    'restore',
    'install',
    'operator',
    ...listTestRuns().flatMap(partsOf),
  ]
    .map(home)
    .filter(({ folder }) => existsSync(folder));

/** A test run's own home first: it holds the others, which are removed before it. */
const partsOf = (run) => [run, ...['unit', 'e2e', 'faults'].map((part) => `${run}/${part}`)];

/** @returns {string[]} names of homes like test/20240901-1234 */
export function listTestRuns() {
  const folder = join(stateFolder, 'test');
  return existsSync(folder) ? readdirSync(folder).map((name) => `test/${name}`) : [];
}

/** Ends what a dead home left running, and removes it with its database. */
export async function removeHome(place) {
  await endOrphans(place);
  removeData(place);
  removeFolder(place.folder);
}

/** The databases, and what is noted of them; logs, reports and pictures stay. */
export function removeData(place) {
  forgetDemo(place);
  for (const data of [stateFolder, outsideFolder].map((base) => dataFolder(base, place)))
    for (const folder of [data, replicaOf(data)]) removeFolder(folder);
  removeFolder(join(place.folder, 'temporal.db'));
}

/** Removes the test runs whose process is gone. */
export async function removeOldTestRuns() {
  for (const run of listTestRuns()) {
    if (holderOf(home(run).lock)) continue;
    for (const part of partsOf(run).reverse()) await removeHome(home(part));
  }
}
