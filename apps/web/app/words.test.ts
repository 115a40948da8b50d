import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

// Followed as the browser follows them: a page that says what it hasn't fetched the words of says codes.

const app = import.meta.dirname;
const words = join(app, '../../../packages/i18n/src');

const textOf = (file: string): string => readFileSync(file, 'utf8');
const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((found) => found[1]!);

/** Those that a page fetches; the others come with every page. */
const areas: ReadonlySet<string> = new Set(all(textOf(join(words, 'areas.ts')), /^ {2}(\w+): \{/gm));

/** Pages of schools and visitors, and those that everybody reads: nothing of a desk is refused there. */
const noDesk: ReadonlySet<string> = new Set(
  'compare-all form form-print history home nowhere password publication published rollup shell sign-in term todo'.split(
    ' ',
  ),
);

/** What is read aloud in the words' own package, by the file that does. */
const readers = new Map(
  [...textOf(join(words, 'reading.ts')).matchAll(/export \{ ([^}]*) \} from '\.\/([\w-]+\.ts)'/g)].flatMap(
    ([, names = '', file = '']) => names.split(', ').map((name) => [name, join(words, file)] as const),
  ),
);

function importsOf(file: string, pattern: RegExp): readonly string[] {
  return all(textOf(file), pattern).flatMap((name) => {
    const path = normalize(join(dirname(file), name));
    return name.startsWith('.') && /\.tsx?$/.test(path) && existsSync(path) ? [path] : [];
  });
}

function comingWith(file: string): readonly string[] {
  const read = all(textOf(file), /^import \{([^}]*)\} from '@huibao\/i18n'/gm)
    .flatMap((names) => names.split(',').map((name) => name.trim()))
    .flatMap((name) => readers.get(name) ?? []);
  return [...importsOf(file, /^(?:im|ex)port (?!type\b)(?:[^;']* from )?'([^']+)'/gm), ...read];
}

/** With everything that comes with it. */
function filesOf(start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...comingWith(file));
  }
  return seen;
}

function saidIn(file: string): readonly string[] {
  const text = textOf(file);
  const said = [
    ...all(text, /['"`]([a-zA-Z]+):[a-zA-Z$]/g),
    ...all(text, /useTranslation\(\[?'([a-zA-Z]+)'/g),
    ...all(text, /getFixedT\([^,)]+, '([a-zA-Z]+)'/g),
  ];
  return said.filter((area) => areas.has(area));
}

const fetchedIn = (file: string): readonly string[] =>
  all(textOf(file), /await fetchWords\(([^)]*)\)/g).flatMap((names) => all(names, /'(\w+)'/g));

interface Told {
  readonly page: string;
  /** Said before it was fetched. */
  readonly early: readonly string[];
  readonly said: ReadonlySet<string>;
  readonly fetched: ReadonlySet<string>;
}

/** A page, and then its parts, which are fetched by who needs them, with words of their own. */
function follow(page: string): Told {
  const early: string[] = [];
  const said = new Set<string>();
  const fetched = new Set<string>();
  const done = new Set<string>();
  const go = (start: string, there: ReadonlySet<string>): void => {
    if (done.has(start)) return;
    done.add(start);
    const files = [...filesOf(start)];
    const now = new Set([...there, ...files.flatMap(fetchedIn)]);
    for (const area of now) fetched.add(area);
    for (const file of files)
      for (const area of saidIn(file)) {
        said.add(area);
        if (!now.has(area)) early.push(`${file.slice(app.length + 1)}: ${area}`);
      }
    for (const file of files) for (const part of importsOf(file, /import\('([^']+)'\)/g)) go(part, now);
  };
  go(page, new Set());
  return { page: page.slice(app.length + 1), early: [...new Set(early)], said, fetched };
}

const pages = readdirSync(join(app, 'routes'))
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => join(app, 'routes', name));

describe('the words of a page', () => {
  const told = [join(app, 'root.tsx'), ...pages].map(follow);

  it('are fetched before it says them', () => {
    expect(told.filter(({ early }) => early.length > 0).map(({ page, early }) => [page, early])).toEqual([]);
    expect(told.filter(({ said }) => said.size > 0).length).toBeGreaterThan(20);
  });

  it('are fetched by no page that doesn’t say them', () => {
    const idle = told.flatMap(({ page, said, fetched }) =>
      [...fetched].filter((area) => area !== 'deskErrors' && !said.has(area)).map((area) => `${page}: ${area}`),
    );
    expect(idle).toEqual([]);
  });

  it('are those of refusals, too, where a desk works', () => {
    const desks = told.filter(({ page }) => page.startsWith('routes/'));
    const isDesk = ({ page }: Told): boolean => !noDesk.has(page.replace(/^routes\/|\.tsx$/g, ''));
    expect(desks.filter((one) => isDesk(one) !== one.fetched.has('deskErrors')).map(({ page }) => page)).toEqual([]);
  });
});
