import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cutHeads, measureHeads } from './demo-heads.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huibao-heads-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('goes back to the heads from before the demo, and keeps those of a real city and what else lies there', () => {
  const log = join(folder, 'audit-heads.log');
  writeFileSync(log, '2 1 aa bb\n');
  writeFileSync(join(folder, 'audit-heads.other.log'), '2 1 aa bb\n');
  writeFileSync(join(folder, 'notes.txt'), 'x');
  const before = measureHeads(folder);
  appendFileSync(log, '3 1 cc dd\n3 2 ee');
  writeFileSync(join(folder, 'audit-heads.rotated.log'), '3 1 cc dd\n');
  cutHeads(folder, before);
  cutHeads(folder, before);
  expect(readdirSync(folder).sort()).toEqual(['audit-heads.log', 'audit-heads.other.log', 'notes.txt']);
  expect(readFileSync(log, 'utf8')).toBe('2 1 aa bb\n');
});
