import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../local/place.mjs';
import { run } from '../local/run.mjs';

const plugin = fileURLToPath(new URL('plugin.mjs', import.meta.url));
const long = 'x'.repeat(118);

/** Each snippet, in a file of its own, and how often the rule reports it. */
const cases = {
  'comment-width': [
    [`// ${long}`, 1],
    [`/*\n ${long}xx\n*/`, 1],
    [`const text = 1; // ${long}`, 1],
    [`// ${long.slice(1)}\nexport const text = '${long}';`, 0],
  ],
  'no-chinese-text': [
    ["export const text = '汉';", 1],
    ['export const text = `${1}汉`;', 1],
    ['export const Text = () => <b title="汉">汉</b>;', 2],
    ['// 汉\nexport const text = /汉/.source;', 0],
  ],
  'no-default-export': [
    ['export default 1;', 1],
    ['export const one = 1;', 0],
  ],
  'no-english-text': [
    ['export const Text = () => <b title="Name" className="name">Name</b>;', 2],
    ['export const Text = () => <b title={name}>{name} · %</b>;', 0],
  ],
  'no-environment': [
    ['export const home = process.env.HOME;', 1],
    ["import { env } from 'node:process';", 1],
    ["import { argv } from 'node:process';", 0],
  ],
  'no-inline-configuration': [
    ['/* oxlint-disable */\nexport const one = 1;', 1],
    ['export const one = 1; // oxlint-disable-line no-console', 1],
    ['// eslint-disable-next-line no-console\nexport const one = 1;', 1],
    ['// an oxlint-disable in the middle of a sentence\nexport const one = 1;', 0],
  ],
  'no-own-clock': [
    ['export const now = new Date();', 1],
    ['export const now = Date.now();', 1],
    ['export const then = new Date(0);', 0],
  ],
  'sql-in-repositories': [
    ["import { sql, type Kysely } from 'kysely';", 1],
    ["import type { Kysely } from 'kysely';", 0],
    ["db.selectFrom('a'); db.insertInto('a'); db.updateTable('a'); db.deleteFrom('a'); db.mergeInto('a');", 5],
    ["with_.with('a', (db) => db.selectFrom('a'));", 1],
    ['findUnit(db, id);', 0],
  ],
};

it.each(Object.entries(cases))('%s', async (rule, snippets) => {
  const folder = mkdtempSync(join(tmpdir(), 'huibao-lint-'));
  try {
    writeFileSync(
      join(folder, 'config.json'),
      JSON.stringify({
        jsPlugins: [plugin],
        categories: { correctness: 'off' },
        rules: { [`huibao/${rule}`]: 'error' },
      }),
    );
    snippets.forEach(([code], index) => writeFileSync(join(folder, `${index}.tsx`), code));
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout } = await run(process.execPath, [oxlint, '-c', 'config.json', '-f', 'json'], { cwd: folder });
    const { diagnostics } = JSON.parse(stdout);
    // A thrown error names its file in its text alone.
    const reportedIn = (file) =>
      diagnostics.filter(
        ({ code, filename, message }) =>
          (code === `huibao(${rule})` && filename === file) ||
          new RegExp(`/${file}\\n.*no comment may switch a rule off`).test(message),
      ).length;
    expect(snippets.map(([code], index) => [code, reportedIn(`${index}.tsx`)])).toEqual(snippets);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
