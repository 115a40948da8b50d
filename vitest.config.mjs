import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** One project per package that has tests; one with a vitest.config.ts of its own keeps it. Never a vite.config.ts: Remix's plugin stays out of the tests. */
const projects = ['packages', 'apps']
  .filter((group) => existsSync(group))
  .flatMap((group) => readdirSync(group).map((name) => join(group, name)))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => (existsSync(join(folder, 'vitest.config.ts')) ? `./${folder}/vitest.config.ts` : { extends: true, root: folder, test: { name: folder } }));

export default defineConfig({
  test: {
    projects: [...projects, { extends: true, test: { name: 'infra', include: ['infra/**/*.test.mjs'] } }],
    include: ['src/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    // The first test of a worker makes its database, from a template that the first of all migrates.
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
