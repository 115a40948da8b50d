// Whether anything is installed that docs/advisories.md knows to be vulnerable and doesn't accept.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { root } from './place.mjs';

const rows = readFileSync(join(root, 'docs/advisories.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| package') && !line.startsWith('| ---'))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, name, affected, advisory, accepted]) => ({ name, affected, advisory, accepted: accepted.split(', ') }));

/** Every package of the lock file, whatever asks for it. */
const installed = [
  ...readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8').matchAll(/^ {2}'?(@?[^@'\s]+)@([^:'(\s]+)'?:$/gm),
];

const unreadable = rows.filter(({ affected }) => semver.validRange(affected) === null);
const known = new Set(installed.map(([, name]) => name));
// A line on what isn't installed is one that nobody keeps true.
const unknown = rows.filter(({ name }) => !known.has(name));
const vulnerable = rows.flatMap((row) =>
  installed
    .filter(([, name, version]) => name === row.name && semver.satisfies(version, row.affected))
    .filter(([, , version]) => !row.accepted.includes(version))
    .map(([, name, version]) => `${name} ${version}: ${row.advisory}`),
);
for (const { name, affected } of unreadable) console.error(`${name}: “${affected}” is no range of versions.`);
for (const { name, advisory } of unknown) console.error(`${name} (${advisory}) isn’t installed any more.`);
for (const line of vulnerable) console.error(line);
if (rows.length === 0 || unreadable.length + unknown.length + vulnerable.length > 0) process.exitCode = 1;
