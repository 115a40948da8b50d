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
  advisories: { script: ['run', 'advisories'] },
  deployments: { script: ['run', 'deployments'] },
  arrows: { script: ['run', 'arrows'] },
  'unused code': { script: ['run', 'unused'] },
  format: { script: ['run', 'format:check'] },
  // One pass for both: either alone infers all types anew (decision 65).
  'types and lint': { script: ['run', 'lint'] },
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
      // Types and lint by Go programs that live for seconds: memory is cheaper than sweeping it, a third of their time.
      GOGC: 'off',
      GOMEMLIMIT: '4GiB',
      ...(needsDatabase ? await databaseEnvironment() : {}),
      NODE_ENV: '',
    });
    results.push(
      await timed(name, async () => {
        const { code, output } = await run('pnpm', script, { cwd: root, env, record: { home, name } });
        return { count: count(code === 0 ? { passed: 1 } : { failed: 1 }), output: tail(output, 200) };
      }),
    );
  }
  return results;
}
