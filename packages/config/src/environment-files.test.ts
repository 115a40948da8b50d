import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { api, migration, services, web, worker } from './schemas.ts';

// The files that operators fill in hold each variable once, where those read it who need it and nobody else.

const folder = new URL('../../../infra/environment/', import.meta.url);

const keysOf = (schema: z.ZodObject): readonly string[] => Object.keys(schema.shape);
const without = (keys: readonly string[], ...others: (readonly string[])[]): readonly string[] =>
  keys.filter((key) => !others.some((other) => other.includes(key)));

const common = keysOf(web).filter((key) => keysOf(api).includes(key) && keysOf(worker).includes(key));
const ofServices = without(keysOf(services), common);
const expected: Record<string, readonly string[]> = {
  shared: common,
  services: ofServices,
  web: without(keysOf(web), common),
  api: without(keysOf(api), common, ofServices),
  worker: without(keysOf(worker), common, ofServices),
  migrate: keysOf(migration),
};

/** Of a file: what it sets, and what it shows as optional. */
function read(name: string): { set: Record<string, string>; optional: Record<string, string> } {
  const text = readFileSync(new URL(`${name}.env.example`, folder), 'utf8');
  const lines = (pattern: RegExp): Record<string, string> =>
    Object.fromEntries([...text.matchAll(pattern)].map(([, key, value]) => [key ?? '', value ?? '']));
  return { set: lines(/^([A-Z0-9_]+)=(.*)$/gm), optional: lines(/^#.*?\b([A-Z][A-Z0-9_]+)=(\S*)$/gm) };
}

it('there is one for each who reads, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(expected)
      .map((name) => `${name}.env.example`)
      .sort(),
  );
});

/** Set by units, manifests and compose, each its own: required, and yet not for operators to fill in. */
const ofDeployments = ['API_PORT', 'WEB_PORT', 'WORKER_PORT', 'STATE_DIR'];

it.each(Object.entries(expected))('%s names each of its variables', (name, keys) => {
  const { set, optional } = read(name);
  expect([...Object.keys(set), ...Object.keys(optional)].sort()).toEqual([...keys].sort());
  expect(keys.filter((key) => ofDeployments.includes(key) && key in set)).toEqual([]);
});

/** A key and a password are asked for, and nothing stands there that somebody might leave. */
const filledIn = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(read(name).set).map(([key, value]) => [
      key,
      value || (key.endsWith('_KEY') ? Buffer.alloc(32).toString('base64') : 'a-password'),
    ]),
  );

it.each([
  ['web', web, ['shared', 'web']],
  ['api', api, ['shared', 'services', 'api']],
  ['worker', worker, ['shared', 'services', 'worker']],
  ['migrate', migration, ['migrate']],
] as const)('%s starts with what is required, and every default shown is the one it takes', (_, schema, files) => {
  const deployed = { API_PORT: '4900', WEB_PORT: '4800', WORKER_PORT: '4700', STATE_DIR: '/var/lib/huibao' };
  const given = { ...deployed, ...Object.assign({}, ...files.map(filledIn)) } as Record<string, string>;
  const taken = schema.parse(given) as Record<string, unknown>;
  const shown = Object.assign({}, ...files.map((file) => read(file).optional)) as Record<string, string>;
  for (const [key, value] of Object.entries(taken))
    if (!(key in given)) expect([key, shown[key]]).toEqual([key, String(value)]);
});
