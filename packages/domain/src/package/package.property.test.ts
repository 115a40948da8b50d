import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { errorKinds } from '../error-codes.ts';
import { comparePackages } from './compare-packages.ts';
import type { PackageFiles } from './package-files.ts';
import { readPackage } from './read-package.ts';
import { samplePackage } from './sample-package.ts';
import { writePackage } from './write-package.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Node = Record<string, Json> | Json[];

const written = writePackage(samplePackage);
const fileNames = [...written.keys()];

function parsed(file: string): Node {
  return JSON.parse(written.get(file) ?? '') as Node;
}

/** Every object and list of a file, from the outside in. */
function nodesOf(root: Json): readonly Node[] {
  if (typeof root !== 'object' || root === null) return [];
  return [root as Node, ...Object.values(root).flatMap(nodesOf)];
}

function withFile(file: string, text: string): PackageFiles {
  return new Map(written).set(file, text);
}

function taken(files: PackageFiles): ReadonlyMap<string, string> {
  const read = readPackage(files);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return writePackage(read.package);
}

/** A refusal says in which file, where in it, and by which code. */
function expectRefused(files: PackageFiles, file: string): void {
  const read = readPackage(files);
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.refusals.length).toBeGreaterThan(0);
  for (const refusal of read.refusals) {
    expect(Object.keys(errorKinds)).toContain(refusal.code);
    expect(refusal.path).toMatch(/^\$/);
  }
  expect(read.refusals.map((refusal) => refusal.file)).toContain(file);
}

const someFile = fc.constantFrom(...fileNames);
const someNode = fc.tuple(someFile, fc.nat());

/** The file with one of its objects or lists changed; null where there was nothing to change. */
function mutated(file: string, seed: number, change: (node: Node) => boolean): string | null {
  const root = parsed(file);
  const nodes = nodesOf(root);
  const node = nodes[seed % nodes.length];
  return node && change(node) ? JSON.stringify(root) : null;
}

describe('a package', () => {
  it('comes back as it was, canonically the same programme and byte for byte the same files', () => {
    const read = readPackage(written);
    expect(read).toEqual({ ok: true, package: samplePackage });
    expect([...taken(written)]).toEqual([...written]);
  });

  it('written by hand otherwise (order of keys, white space, CRLF, NFD, escapes, a mark of byte order) is written as it was', () => {
    const shuffled = (value: Json, seed: number): Json => {
      if (Array.isArray(value)) return value.map((item) => shuffled(item as Json, seed));
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, seed)] as const);
      const turn = seed % Math.max(1, entries.length);
      return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]);
    };
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom('', '\t', '    '),
        fc.boolean(),
        fc.boolean(),
        (seed, indent, isWindows, isBare) => {
          const files = new Map(
            fileNames.map((file) => {
              const text = JSON.stringify(shuffled(parsed(file), seed), null, indent);
              const escaped = isBare
                ? text
                : text.replace(/[\u4e00-\u9fff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
              return [
                file,
                `${isBare ? '' : '\ufeff'}${isWindows ? escaped.replaceAll('\n', '\r\n') : escaped}`,
              ] as const;
            }),
          );
          expect([...taken(files)]).toEqual([...written]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reworded, cut and grown at random is taken whole, and then comes back byte for byte; or it is refused in its place', () => {
    const label = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('e\u0301', '报告\r\n第二行', ' ', '=1+1', '<b>'),
    );
    let [takenCount, refusedCount] = [0, 0];
    fc.assert(
      fc.property(fc.array(fc.tuple(someNode, label, fc.nat()), { minLength: 1, maxLength: 4 }), (changes) => {
        const files = new Map(written);
        for (const [[file, seed], text, pick] of changes) {
          const root = JSON.parse(files.get(file) ?? '') as Node;
          const nodes = nodesOf(root);
          const node = nodes[seed % nodes.length];
          if (!node) continue;
          const keys = Object.keys(node);
          const key = keys[pick % Math.max(1, keys.length)];
          const value = key === undefined ? undefined : (node as Record<string, Json>)[key];
          if (key === undefined) continue;
          if (typeof value === 'string') (node as Record<string, Json>)[key] = text;
          else if (typeof value === 'boolean') (node as Record<string, Json>)[key] = !value;
          else if (Array.isArray(node)) node.splice(Number(key), 1);
          else if (pick % 3 === 0) delete node[key];
          files.set(file, JSON.stringify(root));
        }
        const read = readPackage(files);
        if (read.ok) {
          takenCount += 1;
          const once = writePackage(read.package);
          const isOther = canonicalJson(read.package) !== canonicalJson(samplePackage);
          expect(comparePackages(samplePackage, read.package).changes.length > 0).toBe(isOther);
          expect([...taken(once)]).toEqual([...once]);
        } else {
          refusedCount += 1;
          for (const { file, path, code } of read.refusals) {
            expect(file).not.toBe('');
            expect(path).toMatch(/^\$/);
            expect(Object.keys(errorKinds)).toContain(code);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(takenCount).toBeGreaterThan(50);
    expect(refusedCount).toBeGreaterThan(50);
  });

  it('isn’t changed by what its texts say, as long as it says something', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\p{L}\p{N} ,.'"\\<>=&;-]{1,40}$/u).filter((text) => text.trim() !== ''),
        (text) => {
          const named = { ...samplePackage, programme: { ...samplePackage.programme, title: { zh: text, en: text } } };
          const files = writePackage(named);
          const read = readPackage(files);
          expect(read.ok && canonicalJson(read.package.programme.title.zh)).toBe(canonicalJson(text.normalize('NFC')));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a package that is broken anywhere is refused there', () => {
  const cases: Readonly<Record<string, (node: Node) => boolean>> = {
    'a key that doesn’t belong': (node) => !Array.isArray(node) && ((node['owner'] = 'x'), true),
    'a key that every object has': (node) =>
      !Array.isArray(node) &&
      (Object.defineProperty(node, '__proto__', { value: {}, enumerable: true, configurable: true }), true),
    'a list instead of an object, or the other way round': (node) => {
      const inner = Object.entries(node).find(([, value]) => typeof value === 'object' && value !== null);
      if (!inner) return false;
      (node as Record<string, Json>)[inner[0]] = Array.isArray(inner[1]) ? {} : [];
      return true;
    },
    'a number where a text is': (node) => {
      const inner = Object.entries(node).find(([, value]) => typeof value === 'string');
      if (!inner) return false;
      (node as Record<string, Json>)[inner[0]] = 7;
      return true;
    },
  };
  it.each(Object.entries(cases))('%s', (_title, change) => {
    fc.assert(
      fc.property(someNode, ([file, seed]) => {
        const text = mutated(file, seed, change);
        fc.pre(text !== null);
        expectRefused(withFile(file, text ?? ''), file);
      }),
      { numRuns: 150 },
    );
  });

  it('cut off at any character', () => {
    fc.assert(
      fc.property(someFile, fc.nat(), (file, seed) => {
        const text = (written.get(file) ?? '').trimEnd();
        expectRefused(withFile(file, text.slice(0, seed % text.length)), file);
      }),
      { numRuns: 300 },
    );
  });

  it('whatever text a file holds', () => {
    fc.assert(
      fc.property(someFile, fc.oneof(fc.string(), fc.json()), (file, text) =>
        expectRefused(withFile(file, text), file),
      ),
      { numRuns: 500 },
    );
  });
});
