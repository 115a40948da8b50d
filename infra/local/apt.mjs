import { existsSync } from 'node:fs';
import { say } from './complaint.mjs';
import { run, tail } from './run.mjs';

/** Root on Debian: who may install what is missing. */
export const mayInstall = () => process.getuid() === 0 && existsSync('/etc/debian_version');

/**
 * @param {string[]} packages
 * @param {NodeJS.ProcessEnv} [env] what their packages are told
 * @returns {Promise<boolean>} whether they are there now
 */
export async function installByApt(packages, env = {}) {
  say(`Installing ${packages.join(', ')} by apt-get …`);
  const apt = (...args) =>
    run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...env },
    });
  await apt('update');
  const result = await apt('install', '-y', '--no-install-recommends', ...packages);
  if (result.code !== 0) say(`apt-get could not install them: ${tail(result.output, 2)}`);
  return result.code === 0;
}
