import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

// Followed as the browser follows them: a page that says what a desk says, and hasn't fetched those words, says codes.

const app = import.meta.dirname;
const deskWords = join(app, 'desk-words.ts');
const words = join(app, '../../../packages/i18n/src');

const textOf = (file: string): string => readFileSync(file, 'utf8');
const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((found) => found[1]!);

const deskAreas: ReadonlySet<string> = new Set(all(textOf(join(words, 'zh-CN/zh-CN-desk.ts')), /export \{ (\w+) \}/g));

function importsOf(file: string): readonly string[] {
  const found = all(textOf(file), /(?:^(?:im|ex)port (?!type\b)(?:[^;']* from )?|import\()'([^']+)'/gm);
  return found.flatMap((name) => {
    if (name === '@huibao/i18n') return [join(words, 'reading.ts')];
    const path = normalize(join(dirname(file), name));
    return name.startsWith('.') && /\.tsx?$/.test(path) && existsSync(path) ? [path] : [];
  });
}

/** A page with everything that it imports, or will. */
function filesOf(page: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [page];
  for (let file = open.pop(); file; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...importsOf(file));
  }
  return seen;
}

function areasIn(file: string): readonly string[] {
  const text = textOf(file);
  const said = [...all(text, /['"`]([a-z]+):[a-zA-Z$]/g), ...all(text, /useTranslation\('([a-z]+)'/g)];
  return said.filter((area) => deskAreas.has(area));
}

const pages = readdirSync(join(app, 'routes'))
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => join(app, 'routes', name));

describe('the words of a page', () => {
  it('are fetched by every page that says them, and by no other', () => {
    const told = pages.map((page) => {
      const files = filesOf(page);
      return { page, says: [...files].flatMap(areasIn), fetches: files.has(deskWords) };
    });
    expect(told.filter(({ says, fetches }) => says.length > 0 !== fetches)).toEqual([]);
    expect(told.filter(({ says }) => says.length > 0).length).toBeGreaterThan(10);
    expect(told.filter(({ says }) => says.length === 0).length).toBeGreaterThan(5);
  });
});
