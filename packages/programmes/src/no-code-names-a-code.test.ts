import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writePackage } from '@huibao/domain/package';
import { describe, expect, it } from 'vitest';
import { builtInPackages, samplePackages } from './built-in.ts';

// A programme is data: the product builds and runs with another one in its place. So nothing but tests, the demo and
// what is measured knows a form, element, indicator or section of it by its code.

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What tells of a programme on purpose, and migrations, which moved what was there. */
const mayTell = /\.test\.tsx?$|^packages\/(benchmark|db\/src\/migrations|demo|programmes|testing)\//;

/** Made from the definitions, to show what a change of them changes; and what an acceptance says that it moves. */
const made = /^packages\/services\/src\/(rollup\/statement\/[a-z-]+|review\/accept-submissions)\.sql$/;

const sources = execFileSync('git', ['ls-files', 'apps', 'infra', 'packages'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(css|mjs|sql|tsx?)$/.test(file) && !mayTell.test(file) && !made.test(file));

/** Words of the product's own: its tables have columns that are called as some column of a register is. */
const own = new Set(wordsOf('packages/db/src/generated/database.ts'));

/** Those that are no word of plain English: whoever writes `letters` may mean letters. */
const codes = new Set(
  [...builtInPackages(), ...samplePackages()]
    .flatMap((programme) => [...writePackage(programme).values()])
    .flatMap((file) => [...codesIn(JSON.parse(file))])
    .filter((code) => /[_-]/.test(code) && !own.has(code)),
);

function* codesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'code' && typeof inner === 'string') yield inner;
    else yield* codesIn(inner);
  }
}

function wordsOf(file: string): readonly string[] {
  return readFileSync(`${root}${file}`, 'utf8').match(/[a-z0-9]+(?:[_-][a-z0-9]+)*/gi) ?? [];
}

describe('no code names a code of a programme that ships with the product', () => {
  it('in any of the sources', () => {
    expect(sources.length).toBeGreaterThan(500);
    if (builtInPackages().length > 0) expect(codes.size).toBeGreaterThan(100);
    const named = sources.flatMap((file) => {
      const words = new Set(wordsOf(file));
      return [...codes].filter((code) => words.has(code)).map((code) => `${file}: ${code}`);
    });
    expect(named).toEqual([]);
  });
});
