import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

// Heads of audit chains stand in files beside the database. When the database goes back to before the demo, heads of
// what is gone would say that the chain was cut off.

const headFiles = (folder) => readdirSync(folder).filter((name) => /^audit-heads.*\.log$/.test(name));

/**
 * @param {string} folder where heads are noted
 * @returns {Record<string, number>} bytes of each file
 */
export function measureHeads(folder) {
  return Object.fromEntries(headFiles(folder).map((name) => [name, statSync(join(folder, name)).size]));
}

/**
 * Back to what there was: what has been noted since goes. Again after being cut off, the same.
 * @param {string} folder
 * @param {Record<string, number>} before
 */
export function cutHeads(folder, before) {
  for (const name of headFiles(folder)) {
    const path = join(folder, name);
    const bytes = before[name];
    if (bytes === undefined) rmSync(path);
    else if (statSync(path).size > bytes) truncateSync(path, bytes);
  }
}
