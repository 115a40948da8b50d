import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { toolchainFolder } from './place.mjs';
import { run, tail } from './run.mjs';
import { once } from './toolchain.mjs';

/**
 * A program that an operator's machine would have from Debian, unpacked into the toolchain with those of its libraries
 * that this machine lacks: no service is installed or started, and nothing of the machine changes.
 * @param {{ packageName: string, program: string, variable: string }} wanted program: its path in the package;
 *   variable: names a program to take instead
 * @returns {Promise<{ command: string, env: Record<string, string> }>}
 */
export async function findDebianProgram({ packageName, program, variable }) {
  if (process.env[variable]) return { command: process.env[variable], env: {} };
  const folder = join(toolchainFolder, `debian-${packageName}`);
  await once(folder, `Unpacking ${packageName} of Debian …`, (draft) => unpack(packageName, draft)).catch((error) => {
    if (!(error instanceof Complaint)) throw error;
    throw new Complaint(
      `${packageName} is missing: ${error.message}. On Debian apt fetches it by itself; elsewhere set ${variable} to the program’s path.`,
    );
  });
  const path = libraries(folder);
  return { command: join(folder, program), env: path ? { LD_LIBRARY_PATH: path } : {} };
}

async function unpack(packageName, folder) {
  let isUpdated = false;
  const missing = [packageName];
  while (missing.length > 0) {
    const name = missing.shift();
    let fetched = await fetch(name, folder);
    if (fetched.code !== 0 && !isUpdated) {
      isUpdated = true;
      await run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', 'update']);
      fetched = await fetch(name, folder);
    }
    if (fetched.code !== 0) throw new Complaint(`apt-get could not fetch ${name} (${tail(fetched.output, 1)})`);
    const file = readdirSync(folder).find((one) => one.startsWith(`${name}_`) && one.endsWith('.deb'));
    await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
    if (name === packageName) missing.push(...(await listMissing(join(folder, file))));
  }
}

const fetch = (name, folder) => run('apt-get', ['-qq', 'download', name], { cwd: folder });

/** Shared libraries that it asks for and the machine hasn't. */
async function listMissing(file) {
  const { stdout } = await run('dpkg-deb', ['-f', file, 'Depends']);
  const names = [...stdout.matchAll(/(?:^|, *)(lib[^\s,|()]+)/g)].map(([, name]) => name);
  const missing = [];
  for (const name of names) if ((await run('dpkg-query', ['-W', name])).code !== 0) missing.push(name);
  // Pictures and scripts for a page that nobody opens here.
  return missing.filter((name) => !name.startsWith('libjs-'));
}

function libraries(folder) {
  const all = join(folder, 'usr/lib');
  if (!existsSync(all)) return '';
  return readdirSync(all)
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => join(all, name))
    .join(':');
}
