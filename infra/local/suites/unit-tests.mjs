import { join } from 'node:path';
import { readJson, root } from '../place.mjs';
import { run } from '../run.mjs';
import { node, toolEnvironment } from '../toolchain.mjs';
import { count } from './tally.mjs';

/**
 * The tests beside the sources, all packages at once. They make their own databases, from a migrated template, on the
 * server that TEST_DATABASE_URL names.
 * @param {{ home: import('../place.mjs').Home, environment: NodeJS.ProcessEnv, filters: string[], echo: boolean }}
 *   options
 */
export async function runUnitTests({ home, environment, filters, echo }) {
  const report = join(home.folder, 'unit.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ];
  const { code, output } = await run(node, args, {
    cwd: root,
    env: toolEnvironment({ ...environment, NODE_ENV: 'test' }),
    echo,
    record: { home, name: 'vitest' },
  });
  const files = readJson(report)?.testResults ?? [];
  const total = count();
  for (const file of files) {
    for (const { status } of file.assertionResults) {
      if (status === 'passed') total.passed += 1;
      else if (status === 'failed') total.failed += 1;
      else total.skipped += 1;
    }
    // A file that can't be loaded has no tests to count.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) total.failed += 1;
  }
  // An error outside any test, which Vitest reports by its exit code alone.
  if (code !== 0 && total.failed === 0) total.failed = 1;
  return { count: total, output: echo ? undefined : output };
}
