import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/**
 * One project per package, named after its folder (`--project packages/domain`), all with this folder as root, so that
 * a filter is a part of a path. A vitest.config.ts of the package's own comes first; its vite.config.ts is never read:
 * Remix's plugin stays out of the tests.
 */
const projects = ['packages', 'apps']
  .filter((group) => existsSync(group))
  .flatMap((group) => readdirSync(group).map((name) => `${group}/${name}`))
  .filter((folder) => existsSync(`${folder}/package.json`))
  .map((folder) =>
    existsSync(`${folder}/vitest.config.ts`)
      ? `./${folder}/vitest.config.ts`
      : project(folder, `${folder}/{src,app}/**/*.test.{ts,tsx}`),
  );

function project(name, include) {
  return { extends: true, test: { name, include: [include] } };
}

/**
 * Thousands of generated cases take minutes. Begun last, as they'd be where no earlier run has been timed, they'd run
 * on when the other worker has nothing left to do.
 */
class PropertiesFirst extends BaseSequencer {
  async sort(files) {
    const isProperty = ({ moduleId }) => moduleId.endsWith('.property.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isProperty), ...sorted.filter((file) => !isProperty(file))];
  }
}

export default defineConfig({
  test: {
    projects: [...projects, project('infra', 'infra/**/*.test.mjs')],
    pool: 'forks',
    sequence: { sequencer: PropertiesFirst },
    maxWorkers: 2,
    // A worker loads a module once, not once for each of its files: a third of the time. No module keeps what a test
    // could see of another's: each test makes its own database, and what is kept in a process is kept per tenant.
    isolate: false,
    // For what hangs: how fast a test is says nothing on a busy machine.
    testTimeout: 120_000,
    // The first test of a worker makes its database, from a template that the first of all migrates.
    hookTimeout: 120_000,
    restoreMocks: true,
  },
});
