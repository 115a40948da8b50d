import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackage, type ProgrammePackage } from '@huibao/domain/package';

const root = fileURLToPath(new URL('../', import.meta.url));

const known = new Map<string, ProgrammePackage>();

/** Every programme that the platform publishes to everybody: each folder beside `src` that holds one. */
export function builtInPackages(): readonly ProgrammePackage[] {
  return foldersWithin('.').map(builtInPackage);
}

/** Those that nobody is asked until a level takes one for a programme of its own: the folders within `samples`. */
export function samplePackages(): readonly ProgrammePackage[] {
  return foldersWithin('samples').map(builtInPackage);
}

function foldersWithin(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(root, folder, entry.name)).includes('programme.json'))
    .map((entry) => join(folder, entry.name))
    .toSorted();
}

/** One of them, by its folder. @throws {Error} where it can't be published as it is */
export function builtInPackage(folder: string): ProgrammePackage {
  const before = known.get(folder);
  if (before) return before;
  const read = readPackage(filesIn(join(root, folder)));
  if (!read.ok) throw new Error(`packages/programmes/${folder}: ${JSON.stringify(read.refusals, null, 2)}`);
  known.set(folder, read.package);
  return read.package;
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
