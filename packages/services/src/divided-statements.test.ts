import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tablesOf } from '@huibao/db';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

const textOf = (file: string): string => readFileSync(`${folder}${file}`, 'utf8');

/**
 * One PostgreSQL shows all parts of a statement what stood before it. A divided one (Citus, decision 101) runs those
 * that write one after the other, and shows each what the ones before wrote. What is read of a table that the statement
 * writes to in a `with` must come to the same in both, and why it does stands here.
 */
const readsWhatItWrites: Readonly<Record<string, string>> = {
  'submission/part.repository.ts submission_parts': 'a `union`: a part that was taken just now is told once',
  'submission/draft-cell.repository.ts draft_cells': 'cells that weren’t saved, which nothing here writes to',
  'submission/draft-cell.repository.ts submissions': 'the unit, which no save changes',
  'submission/known-draft.repository.ts submissions': 'the unit, which no save changes',
  'submission/imported-cell.repository.ts submissions': 'the unit, which no import changes',
};

it('a statement that writes in a `with` reads the same of it whether or not it sees what it wrote', () => {
  const found = globSync('**/*.repository.ts', { cwd: folder }).flatMap((file) =>
    textOf(file)
      .split(/\n(?=export |const |async function |function )/)
      .flatMap((part) => {
        const written = [...part.matchAll(/\bas (?:materialized )?\(\s*(?:insert into|update|delete from) (\w+)/g)];
        const reads = part.replaceAll('delete from', '');
        return written
          .filter(([, table = '']) => new RegExp(`\\b(?:from|join) ${table}\\b`).test(reads))
          .map(([, table = '']) => `${file} ${table}`);
      }),
  );
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(readsWhatItWrites).toSorted());
  expect(textOf('submission/part.repository.ts')).not.toContain('union all');
});

it('a recursion goes over one tenant or over what lies everywhere: Citus refuses any other', () => {
  const byTenant = new Set(tablesOf('by tenant'));
  const refused = globSync('**/*.ts', { cwd: folder }).flatMap((file) =>
    [...textOf(file).matchAll(/`[^`]*\bwith recursive\b[^`]*/g)].flatMap(([statement]) => {
      const read = [...statement.matchAll(/\b(?:from|join) (\w+)/g)].filter(([, table = '']) => byTenant.has(table));
      const tenants = statement.match(/\btenant_id = \$\{/g) ?? [];
      return read.length > tenants.length && !file.endsWith('.test.ts') ? [file] : [];
    }),
  );
  expect(refused).toEqual([]);
});

it('a setting is told by `set local`: by `set_config` other nodes don’t hear of it', () => {
  const refused = globSync('**/*.ts', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.ts') && textOf(file).includes('set_config'),
  );
  expect(refused).toEqual([]);
});

it('a message isn’t written after a savepoint: the relay knows whose it is by the number of its transaction', () => {
  const parted = globSync('**/*.ts', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.ts') && /\bsavepoint\b/i.test(textOf(file)),
  );
  // Who makes a tenant writes none.
  expect(parted).toEqual(['identity/tenants/tenant.repository.ts']);
  const makes = globSync('**/*.ts', { cwd: folder }).filter(
    (file) => !file.endsWith('.test.ts') && /\binsertTenant\(/.test(textOf(file)),
  );
  expect(makes.filter((file) => textOf(file).includes('enqueue('))).toEqual([]);
});
