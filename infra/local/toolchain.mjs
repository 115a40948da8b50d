import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { Complaint, say } from './complaint.mjs';
import { withLock } from './lock.mjs';
import { readJson, removeFolder, root, toolchainFolder, writeJson } from './place.mjs';
import { reasonIn, run, tail } from './run.mjs';

/** The product runs TypeScript by type stripping, which is quiet and whole from here on. */
const nodeVersion = '24.21.0';
const oldestNode = 24;
const bin = join(toolchainFolder, 'bin');

/**
 * Runs a piece of setting up in one process at a time: two starts in a fresh clone would both write node_modules.
 * @param {string} name what is set up
 */
export const alone = (name, work) =>
  withLock(join(toolchainFolder, `${name}.lock`), work, ({ pid }) =>
    say(`Waiting for process ${pid}, which is setting up the same checkout …`),
  );

/**
 * What npm tells the script that it runs, and pnpm would take as said to it: `npm start --silent` must not silence
 * pnpm.
 */
const npmsOwn =
  /^npm_(lifecycle_|package_|command|execpath|node_execpath|config_(loglevel|prefix|local_prefix|global_prefix|noproxy|user_agent|npm_version|init_module|node_gyp)$)/;

/** The environment for everything that is started: our node and pnpm first on PATH, loopback never through a proxy. */
export function toolEnvironment(extra = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !npmsOwn.test(name));
  const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(inherited),
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    ...extra,
  };
}

export const node = join(bin, 'node');

/**
 * Node 24 (this one, if it is new enough), pnpm as pinned, and the workspace's packages. Quick when nothing changed.
 */
export async function prepareToolchain() {
  mkdirSync(bin, { recursive: true });
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= oldestNode;
  link(isNewEnough ? process.execPath : await fetchNode(), node);
  await preparePnpm();
  await installPackages();
}

async function fetchNode() {
  const folder = join(toolchainFolder, `node-${nodeVersion}`);
  const program = join(folder, 'node_modules/node/bin/node');
  await once(folder, `Fetching Node ${nodeVersion} by npm …`, async (draft) => {
    await npmInstall(draft, `node@${nodeVersion}`);
    // Where install scripts are switched off, the package's own hasn't fetched the binary yet.
    if (!existsSync(join(draft, 'node_modules/node/bin/node'))) {
      await run(process.execPath, ['installArchSpecificPackage'], { cwd: join(draft, 'node_modules/node') });
    }
    const check = await run(join(draft, 'node_modules/node/bin/node'), ['--version']);
    if (check.code !== 0)
      throw new Complaint(
        `npm has no Node ${nodeVersion} that runs here (${tail(check.output, 1)}): install Node 24 from https://nodejs.org and start again.`,
      );
  });
  return program;
}

async function preparePnpm() {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('@')[1];
  const folder = join(toolchainFolder, `pnpm-${version}`);
  await once(folder, `Fetching pnpm ${version} by npm …`, (draft) => npmInstall(draft, `pnpm@${version}`));
  const script = `#!/bin/sh\nexec "${node}" "${join(folder, 'node_modules/pnpm/bin/pnpm.cjs')}" "$@"\n`;
  const shim = join(bin, 'pnpm');
  if (!existsSync(shim) || readFileSync(shim, 'utf8') !== script) {
    writeFileSync(`${shim}.${process.pid}`, script);
    chmodSync(`${shim}.${process.pid}`, 0o755);
    renameSync(`${shim}.${process.pid}`, shim);
  }
}

/**
 * A download that stalls is given up after a minute rather than npm's five, and tried again; what npm has already isn't
 * asked for anew. By the environment, since the `node` package runs an npm of its own.
 */
const patience = {
  npm_config_fetch_timeout: '60000',
  npm_config_fetch_retries: '4',
  npm_config_prefer_offline: 'true',
};

async function npmInstall(folder, what) {
  const result = await run(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--no-save',
      '--loglevel=error',
      '--ignore-scripts=false',
      '--global=false',
      what,
    ],
    { env: { ...process.env, ...patience, npm_config_global: 'false' }, cwd: folder },
  );
  if (result.code !== 0)
    throw new Complaint(
      `npm could not fetch ${what}; check the network and the npm registry, then start again (${reasonIn(result.output)}).`,
      tail(result.output),
    );
}

async function installPackages() {
  const stamp = join(toolchainFolder, 'installed.json');
  const wanted = { manifests: hashOfManifests(), node: await versionOf(node) };
  const isCurrent =
    JSON.stringify(readJson(stamp)) === JSON.stringify(wanted) && existsSync(join(root, 'node_modules/.modules.yaml'));
  if (isCurrent) return;
  say('Installing packages …');
  // CI=true: never ask, never update the lockfile. NODE_ENV=production would leave out what builds the web.
  const result = await run(
    join(bin, 'pnpm'),
    ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    { cwd: root, env: toolEnvironment({ CI: 'true', NODE_ENV: '' }) },
  );
  if (result.code !== 0)
    throw new Complaint(
      `pnpm could not install the packages; check the network and the npm registry, then start again (${reasonIn(result.output)}).`,
      tail(result.output, 40),
    );
  writeJson(stamp, wanted);
}

const versionOf = async (program) => (await run(program, ['--version'])).stdout.trim();

function hashOfManifests() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(join(root, file)));
  for (const group of ['apps', 'packages']) {
    for (const name of readFolder(join(root, group))) hash.update(contentOf(join(root, group, name, 'package.json')));
  }
  return hash.update(contentOf(join(root, 'e2e/package.json'))).digest('hex');
}

const readFolder = (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []);
const contentOf = (file) => (existsSync(file) ? readFileSync(file) : '');

/** Makes a folder once: a draft that was left half done by a kill is thrown away. */
export async function once(folder, announcement, make) {
  if (existsSync(folder)) return;
  say(announcement);
  const draft = `${folder}.draft`;
  removeFolder(draft);
  mkdirSync(draft, { recursive: true });
  await make(draft);
  renameSync(draft, folder);
}

function link(target, path) {
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, path);
}
