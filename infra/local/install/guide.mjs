import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from '../complaint.mjs';
import { root } from '../place.mjs';

const marked = /^ *<!-- step: ([a-z-]+) -->\n+ *```sh\n([\s\S]*?)^ *```$/gm;

/**
 * The commands of docs/operations.md, taken out of it: a step is a fenced block under `<!-- step: name -->`.
 * @returns {Map<string, string>} by name, each a script for `sh -eu`
 */
export function readGuide() {
  const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const steps = new Map();
  for (const [, name, block] of text.matchAll(marked)) {
    if (steps.has(name)) throw new Complaint(`docs/operations.md has two steps named ${name}.`);
    // Blocks of a numbered list are indented; here-documents end at the margin.
    steps.set(name, block.replace(/^ {3}/gm, ''));
  }
  return steps;
}

/**
 * The examples of the guide, and what stands for them here: what an operator changes in it, and nothing else.
 * @param {{ folder: string, source: string, ports: Record<string, number>, portsBegin: string,
 *   passwords: Record<string, string> }} site ports: with `outer…` for what containers reach it by
 * @returns {(text: string) => string}
 */
export function localiser({ folder, source, ports, portsBegin, passwords }) {
  const changes = [
    ['https://git.example/huibao.git', source],
    ['https://huibao.example', `https://huibao.example:${ports.https}`],
    ['huibao.example:443', `127.0.0.1:${ports.https}`],
    [/(?<![\w/])\/(opt|etc|var\/lib)\/(huibao|nginx)/g, `${folder}/$1/$2`],
    [/\b4([123][01])(?=[1-4]\b|\$n)/g, `${portsBegin}$1`],
    [/127\.0\.0\.1:5432/g, `127.0.0.1:${ports.postgres}`],
    [/127\.0\.0\.1:7233/g, `127.0.0.1:${ports.temporal}`],
    [/host\.containers\.internal:5432/g, `host.containers.internal:${ports.outerPostgres}`],
    [/host\.containers\.internal:7233/g, `host.containers.internal:${ports.outerTemporal}`],
    [/127\.0\.0\.1:4800/g, `127.0.0.1:${ports.web}`],
    [/listen 443/g, `listen 127.0.0.1:${ports.https}`],
    [/listen 80;/g, `listen 127.0.0.1:${ports.http};`],
    ...Object.entries(passwords),
  ];
  return (text) => changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}
