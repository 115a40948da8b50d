import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../place.mjs';
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

/** Turbo says nothing about a package that it has nothing to run for. */
function untypedPackages() {
  const folders = ['apps', 'packages']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)))
    .concat('e2e');
  const untyped = folders.filter(
    (folder) =>
      existsSync(join(root, folder, 'package.json')) &&
      !JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).scripts?.typecheck,
  );
  return untyped.length > 0 ? `No script typecheck in ${untyped.join(', ')}.` : '';
}
