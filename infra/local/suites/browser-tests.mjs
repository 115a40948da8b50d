import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, root, writeJson } from '../place.mjs';
import { run } from '../run.mjs';
import { node, toolEnvironment } from '../toolchain.mjs';
import { count } from './tally.mjs';

/**
 * The journeys in e2e/, against a product that runs.
 * @param {{ home: import('../place.mjs').Home, product: { address: string, accounts: Record<string, unknown>[],
 *   environment: NodeJS.ProcessEnv }, browser: string, filters: string[], echo: boolean }} options
 */
export async function runBrowserTests({ home, product, browser, filters, echo }) {
  const report = join(home.folder, 'e2e.json');
  const results = join(home.folder, 'e2e-results');
  writeJson(join(home.folder, 'accounts.json'), product.accounts);
  const cli = join(root, 'e2e/node_modules/@playwright/test/cli.js');
  if (!existsSync(cli)) return { count: count({ failed: 1 }), output: 'e2e has no @playwright/test yet.' };
  const env = toolEnvironment({
    ...product.environment,
    NODE_ENV: 'test',
    CHROMIUM_PATH: browser,
    E2E_BASE_URL: product.address,
    E2E_STATE: home.folder,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const args = [
    cli,
    'test',
    '--config',
    'playwright.config.ts',
    '--reporter=list,json',
    '--output',
    results,
    ...filters,
  ];
  const { code, output } = await run(node, args, {
    cwd: join(root, 'e2e'),
    env,
    echo,
    record: { home, name: 'playwright' },
  });
  const outcome = readJson(report);
  const total = countOutcomes(outcome?.suites ?? []);
  // A broken configuration or set-up fails without a test to show for it.
  if (code !== 0 && total.failed === 0) total.failed = Math.max(1, outcome?.errors?.length ?? 0);
  return {
    count: total,
    output: echo ? undefined : output,
    note: total.failed > 0 ? `pictures are in ${results}; E2E_TRACE=1 keeps traces too` : undefined,
  };
}

function countOutcomes(suites, total = count()) {
  for (const suite of suites) {
    for (const { status } of (suite.specs ?? []).flatMap(({ tests }) => tests)) {
      if (status === 'expected') total.passed += 1;
      else if (status === 'skipped') total.skipped += 1;
      // A test that passes at the second try has failed once.
      else total.failed += 1;
    }
    countOutcomes(suite.suites ?? [], total);
  }
  return total;
}
