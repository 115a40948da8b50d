import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { outsideFolder, stateFolder } from './place.mjs';
import { run } from './run.mjs';

/**
 * PostgreSQL refuses to run as root. Anyone else runs it as themselves; root runs it as the owner of the data, if there
 * is any, or else as an unprivileged user that the machine has.
 * @typedef {{ uid?: number, gid?: number, name: string }} DatabaseUser
 * @param {string} data its folder, which may not exist yet
 * @returns {DatabaseUser}
 */
export function databaseUser(data) {
  if (process.getuid() !== 0) return { name: 'you' };
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owner = existsSync(data) ? users.find(({ uid }) => uid === statSync(data).uid && uid !== 0) : undefined;
  const user = owner ?? users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!user)
    throw new Complaint(
      'PostgreSQL refuses to run as root and this machine has neither a user postgres nor nobody: run as another user, or make one (useradd --system postgres).',
    );
  return user;
}

/**
 * The folder for the database's programs and data: the state folder, unless the database's user can't get there.
 * @param {DatabaseUser} user
 */
export async function databaseFolder(user) {
  mkdirSync(stateFolder, { recursive: true });
  if (user.uid === undefined || (await canReach(user, stateFolder))) return stateFolder;
  mkdirSync(outsideFolder, { recursive: true });
  if (await canReach(user, outsideFolder)) return outsideFolder;
  throw new Complaint(
    `The user ${user.name}, as whom the database must run, can reach neither ${stateFolder} nor ${outsideFolder}: move the checkout to a folder that others may enter.`,
  );
}

const canReach = async ({ uid, gid }, folder) =>
  (await run('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], { uid, gid, cwd: '/' })).code === 0;

/** Where a replica of it lies. @param {string} data */
export const replicaOf = (data) => `${data}-replica`;

/** @param {string} base @param {import('./place.mjs').Home} home */
export const dataFolder = (base, home) =>
  base === stateFolder ? join(home.folder, 'postgres') : join(base, home.name.replaceAll('/', '-'));
