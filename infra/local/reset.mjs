import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, say } from './complaint.mjs';
import { listHomes, removeHome } from './homes.mjs';
import { holderOf } from './lock.mjs';
import { endProcess } from './orphans.mjs';
import { outsideFolder, removeFolder, stateFolder, toolchainFolder } from './place.mjs';

// Stops everything that runs out of this checkout, and empties the state folder.
await runCommand(async () => {
  const locks = [...listHomes().map(({ lock, name }) => ({ lock, name })), ...setupLocks()];
  for (const { lock, name } of locks) {
    const holder = holderOf(lock);
    if (!holder) continue;
    say(`Stopping ${name} (process ${holder.pid}) …`);
    await endProcess(holder, 60_000);
  }
  for (const place of listHomes().reverse()) await removeHome(place);
  const isThere = existsSync(stateFolder) || existsSync(outsideFolder);
  for (const name of existsSync(stateFolder) ? readdirSync(stateFolder) : []) removeFolder(join(stateFolder, name));
  removeFolder(outsideFolder);
  say(isThere ? `Emptied ${stateFolder}. The next start sets everything up again.` : 'Nothing to reset.');
});

function setupLocks() {
  const names = existsSync(toolchainFolder)
    ? readdirSync(toolchainFolder).filter((name) => name.endsWith('.lock'))
    : [];
  return names.map((name) => ({ lock: join(toolchainFolder, name), name: 'what sets up' }));
}
