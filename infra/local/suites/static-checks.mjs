import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root } from '../place.mjs';
import { run, tail } from '../run.mjs';
import { toolEnvironment } from '../toolchain.mjs';
import { count, timed } from './tally.mjs';

/**
 * What is checked without running the product: scripts of package.json, the quickest to fail first; each counts as one
 * test.
 * @type {Record<string, { script: string[], needsDatabase?: boolean }>}
 */
const checks = {
  arrows: { script: ['run', 'arrows'] },
  'unused code': { script: ['run', 'unused'] },
  format: { script: ['run', 'format:check'] },
  types: { script: ['run', 'typecheck'] },
  lint: { script: ['run', 'lint'] },
  'database types current': { script: ['--filter', '@huibao/db', 'generate', '--verify'], needsDatabase: true },
};

/**
 * @param {{ home: import('../place.mjs').Home, databaseEnvironment: () => Promise<Record<string, string>>, filters:
 *   string[] }} options databaseEnvironment: of a migrated database; filters: words that a check's name holds
 * @returns {Promise<import('./tally.mjs').Result[]>}
 */
export async function runStaticChecks({ home, databaseEnvironment, filters }) {
  const results = [];
  for (const [name, { script, needsDatabase }] of Object.entries(checks)) {
    if (filters.length > 0 && !filters.some((word) => name.includes(word))) continue;
    const env = toolEnvironment({
      TURBO_TELEMETRY_DISABLED: '1',
      // Types and lint by Go programs that live for seconds: memory is cheaper than sweeping it, a third of their time.
      GOGC: '300',
      ...(needsDatabase ? await databaseEnvironment() : {}),
      NODE_ENV: '',
    });
    results.push(
      await timed(name, async () => {
        const problem = name === 'types' ? untypedPackages() : '';
        const { code, output } = await run('pnpm', script, { cwd: root, env, record: { home, name } });
        const isGood = code === 0 && problem === '';
        return { count: count(isGood ? { passed: 1 } : { failed: 1 }), output: `${tail(output, 200)}\n${problem}` };
      }),
    );
  }
  return results;
}

/**
 * A package is checked with all that runs on Node, or by a script of its own: turbo says nothing of one that is
 * neither.
 */
function untypedPackages() {
  const untyped = ['apps', 'packages']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .concat('e2e')
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .filter((folder) => !isCheckedWithNode(folder) && !readJson(join(root, folder, 'package.json')).scripts?.typecheck);
  return untyped.length > 0 ? `No script typecheck in ${untyped.join(', ')}.` : '';
}

const nodeCheck = readFileSync(join(root, 'tsconfig.json'), 'utf8');

function isCheckedWithNode(folder) {
  const isExcluded = nodeCheck.includes(`"${folder}"`);
  return !isExcluded && (folder.startsWith('packages/') || nodeCheck.includes(`"${folder}/src"`));
}
