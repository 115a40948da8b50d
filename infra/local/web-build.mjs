import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Complaint, say } from './complaint.mjs';
import { removeFolder, root } from './place.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { toolEnvironment } from './toolchain.mjs';

const web = join(root, 'apps/web');
const builds = join(web, 'build');
const notSources = new Set(['node_modules', 'build', 'dist', '.turbo', 'test-results']);
const kept = 4;

/**
 * Builds the web unless these sources have been built before. Each build has its own folder, named by the hash of its
 * sources: a test run that builds newer sources doesn't take the assets away from a product that is running.
 * @returns {Promise<string>} the folder, as WEB_BUILD_DIR, relative to apps/web
 */
export async function buildWeb() {
  const folder = join(builds, hashOfSources());
  const buildDirectory = relative(web, folder);
  if (existsSync(join(folder, 'done'))) {
    const now = new Date();
    utimesSync(folder, now, now);
    return buildDirectory;
  }
  say('Building the web …');
  removeFolder(folder);
  const result = await run('pnpm', ['--filter', '@huibao/web', 'build'], {
    cwd: root,
    env: toolEnvironment({ NODE_ENV: 'production', WEB_BUILD_DIR: buildDirectory }),
  });
  if (result.code !== 0 || !existsSync(folder))
    throw new Complaint(`The web could not be built: ${reasonIn(result.output)}`, tail(result.output, 60));
  await run('touch', [join(folder, 'done')]);
  removeOldBuilds();
  return buildDirectory;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [
    join(root, 'pnpm-lock.yaml'),
    join(root, 'tsconfig.base.json'),
    ...filesIn(web),
    ...filesIn(join(root, 'packages')),
  ]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !notSources.has(name) && !/\.test\.tsx?$|\.md$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
    );
}

function removeOldBuilds() {
  const age = (name) => statSync(join(builds, name)).mtimeMs;
  for (const name of readdirSync(builds)
    .sort((a, b) => age(b) - age(a))
    .slice(kept))
    removeFolder(join(builds, name));
}
