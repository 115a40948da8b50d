import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { choosePorts, isFree } from './ports.mjs';

it('gives the same ports again, another for one that is taken, and the one that is asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huibao-ports-'));
  const first = await choosePorts(folder, { web: undefined, api: undefined });
  expect(first.web).not.toBe(first.api);
  expect(await choosePorts(folder, { web: undefined, api: undefined })).toEqual(first);

  const squatter = createServer().listen(first.web, '127.0.0.1');
  await once(squatter, 'listening');
  expect(await isFree(first.web)).toBe(false);
  const second = await choosePorts(folder, { web: undefined, api: undefined });
  expect(second).toMatchObject({ api: first.api });
  expect(second.web).not.toBe(first.web);
  squatter.close();
  await once(squatter, 'close');

  expect(await choosePorts(folder, { web: undefined, api: undefined }, { web: first.web })).toEqual(first);
  rmSync(folder, { recursive: true });
});
