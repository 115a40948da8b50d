import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Complaint, say } from './complaint.mjs';
import { removeFolder, root } from './place.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { alone, toolEnvironment } from './toolchain.mjs';

const notSources = new Set(['node_modules', 'build', 'dist', '.turbo', 'test-results', 'histories']);
const kept = 4;

/** @returns {Promise<string>} WEB_BUILD_DIR: the pages, relative to apps/web */
export const buildWeb = () =>
  build({
    app: 'web',
    what: 'the web',
    variable: 'WEB_BUILD_DIR',
    sources: ['pnpm-lock.yaml', 'tsconfig.base.json', 'apps/web', 'packages'],
  });

/** @returns {Promise<string>} WORKER_BUILD_DIR: the workflows' bundle, relative to apps/worker */
export const buildWorkflows = () =>
  build({
    app: 'worker',
    what: 'the workflows',
    variable: 'WORKER_BUILD_DIR',
    sources: ['pnpm-lock.yaml', 'apps/worker/src/bin', 'packages/domain', 'packages/workflows'],
  });

/**
 * Builds an app unless these sources have been built before. Each build has its own folder, named by the hash of its
 * sources: a test run that builds newer sources doesn't take anything away from a product that is running.
 */
function build({ app, what, variable, sources }) {
  return alone(app, async () => {
    const builds = join(root, 'apps', app, 'build');
    const folder = join(builds, hashOf(sources));
    const buildDirectory = relative(join(root, 'apps', app), folder);
    if (existsSync(join(folder, 'done'))) {
      const now = new Date();
      utimesSync(folder, now, now);
      return buildDirectory;
    }
    say(`Building ${what} …`);
    removeFolder(folder);
    const result = await run('pnpm', ['--filter', `@huibao/${app}`, 'build'], {
      cwd: root,
      env: toolEnvironment({ NODE_ENV: 'production', [variable]: buildDirectory }),
    });
    if (result.code !== 0 || !existsSync(folder))
      throw new Complaint(`${what} could not be built: ${reasonIn(result.output)}`, tail(result.output, 60));
    writeFileSync(join(folder, 'done'), '');
    removeOldBuilds(builds);
    return buildDirectory;
  });
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(join(root, source)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .filter(({ name }) => !notSources.has(name) && !/\.test\.tsx?$|\.md$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesIn(join(path, name)));
}

function removeOldBuilds(builds) {
  const age = (name) => statSync(join(builds, name)).mtimeMs;
  const folders = readdirSync(builds).filter((name) => existsSync(join(builds, name, 'done')));
  for (const name of folders.sort((a, b) => age(b) - age(a)).slice(kept)) removeFolder(join(builds, name));
}
