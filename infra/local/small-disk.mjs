import { closeSync, cpSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { outsideFolder, stateFolder } from './place.mjs';
import { dataFolder } from './postgres-user.mjs';
import { run } from './run.mjs';

/** Where a home's database lies, if it lies anywhere yet. */
const folderOf = (home) => [stateFolder, outsideFolder].map((base) => dataFolder(base, home)).find(existsSync);

const ballast = (home) => join(folderOf(home), 'ballast');

/**
 * Puts a database that isn't running yet on a disk of its own that is soon full: memory, as only root may mount it.
 * @returns {Promise<boolean>} false where nobody may
 */
export async function mountSmallDisk(home, megabytes) {
  const folder = folderOf(home);
  const { uid, gid } = statSync(folder);
  const aside = `${folder}.aside`;
  cpSync(folder, aside, { recursive: true, preserveTimestamps: true });
  const options = `size=${megabytes}m,mode=0700,uid=${uid},gid=${gid}`;
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mounted.code === 0) {
    cpSync(aside, folder, { recursive: true, preserveTimestamps: true });
    await run('chown', ['-R', `${uid}:${gid}`, folder]);
  }
  rmSync(aside, { recursive: true });
  return mounted.code === 0;
}

/** Of this run, or of one that was killed; harmless where there is none. */
export async function unmountSmallDisk(home) {
  const folder = folderOf(home);
  if (folder) await unmountDisk(folder);
}

/**
 * A disk of memory at an empty folder, as only root may mount it.
 * @param {string} folder @param {{ megabytes: number, uid?: number, gid?: number }} options whose it is
 */
export async function mountDisk(folder, { megabytes, uid = 0, gid = 0 }) {
  const options = `size=${megabytes}m,mode=0700,uid=${uid},gid=${gid}`;
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mounted.code !== 0) throw new Complaint('A full disk is tried on one of its own, which only root may mount.');
}

/** Harmless where none is. */
export async function unmountDisk(folder) {
  await run('umount', [folder]);
}

/** To the last byte. */
export const fillSmallDisk = (home) => fillDiskBy(ballast(home));

/** @param {string} path a file on the disk, which takes all that is left */
export function fillDiskBy(path) {
  const file = openSync(path, 'a');
  try {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) fill(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

function fill(file, piece) {
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
}

export const emptySmallDisk = (home) => rmSync(ballast(home), { force: true });
