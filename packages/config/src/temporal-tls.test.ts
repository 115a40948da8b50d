import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { worker } from './schemas.ts';
import { temporalOptionsOf } from './temporal-options.ts';

const key = Buffer.alloc(32).toString('base64');
const usual = {
  ...Object.fromEntries(
    ['APP', 'AUTH', 'PUBLIC', 'KEEPER', 'WATCH', 'RELAY'].map((role) => [`DATABASE_${role}_URL`, 'postgresql://x']),
  ),
  ...Object.fromEntries(['AUDIT', 'REGISTER', 'SESSION', 'ACCOUNT'].map((name) => [`${name}_KEY`, key])),
  ...{ STATE_DIR: '/x', WEB_ORIGIN: 'https://x.example', TEMPORAL_ADDRESS: 'x:7233', WORKER_PORT: '4700' },
};
const file = import.meta.filename;

/** Names and reasons of what is refused. */
const refused = (given: Record<string, string>): readonly string[] =>
  worker.safeParse({ ...usual, ...given }).error?.issues.map(({ path, message }) => `${path.join()}: ${message}`) ?? [];

it('takes a CA, and a certificate with its key', () => {
  expect(refused({})).toEqual([]);
  expect(refused({ TEMPORAL_TLS: 'on' })).toEqual([]);
  expect(refused({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_CA: file })).toEqual([]);
  expect(refused({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_CERT: file, TEMPORAL_TLS_KEY: file })).toEqual([]);
});

it('refuses halves, files that aren’t there, and files beside a connection without TLS', () => {
  expect(refused({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_CERT: file })).toEqual([
    'TEMPORAL_TLS_KEY: goes with TEMPORAL_TLS_CERT',
  ]);
  expect(refused({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_KEY: file })).toEqual([
    'TEMPORAL_TLS_CERT: goes with TEMPORAL_TLS_KEY',
  ]);
  expect(refused({ TEMPORAL_TLS: 'on', TEMPORAL_TLS_CA: `${file}.gone` })).toEqual([
    'TEMPORAL_TLS_CA: no file that can be read',
  ]);
  expect(refused({ TEMPORAL_TLS_SERVER_NAME: 'temporal.example' })).toEqual([
    'TEMPORAL_TLS: must be on for the other settings of TEMPORAL_TLS',
  ]);
});

it('reads the files anew each time, so that a renewed certificate is taken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huibao-tls-'));
  const ca = join(folder, 'ca.pem');
  const given = { TEMPORAL_ADDRESS: 'x:7233', TEMPORAL_TLS: 'on', TEMPORAL_TLS_CA: ca } as const;
  const read = (): string | undefined => temporalOptionsOf(given).tls?.serverRootCACertificate?.toString();
  writeFileSync(ca, 'old');
  expect(read()).toBe('old');
  writeFileSync(ca, 'new');
  expect(read()).toBe('new');
  rmSync(folder, { recursive: true });
});
