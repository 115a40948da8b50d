import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readObjectStoreTestConfig } from '@huibao/config';
import type { ObjectStoreOptions } from '@huibao/services';
import { freePort } from './free-port.ts';

/** A real S3-compatible server on a folder of its own. */
export interface TestObjectStore {
  readonly options: ObjectStoreOptions;
  /** Where an object's bytes lie. */
  readonly pathOf: (key: string) => string;
  readonly keys: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

export async function createTestObjectStore(): Promise<TestObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'huibao-objects-'));
  const bucket = join(folder, 'huibao');
  await mkdir(bucket);
  const port = await freePort();
  const options = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'huibao',
    region: 'us-east-1',
    accessKeyId: 'test',
    secretAccessKey: 'a secret of the tests',
  };
  let server: ReturnType<typeof spawn> | undefined;
  const start = async (): Promise<void> => {
    const { accessKeyId, secretAccessKey } = options;
    const key = `${accessKeyId},${secretAccessKey}`;
    const args = ['serve', 's3', '--auth-key', key, '--addr', `127.0.0.1:${port}`, '--vfs-cache-mode', 'off'];
    const env = { RCLONE_CONFIG: join(folder, 'rclone.conf'), XDG_CACHE_HOME: folder, HOME: folder };
    server = spawn(readObjectStoreTestConfig().TEST_OBJECT_STORE, [...args, '--dir-cache-time', '0s', folder], {
      env,
      stdio: 'ignore',
    });
    while (!(await fetch(options.endpoint).catch(() => undefined))) await pause(20);
  };
  const stop = async (): Promise<void> => {
    const ended = server && once(server, 'exit');
    server?.kill('SIGKILL');
    await ended;
    server = undefined;
  };
  await start();
  return {
    options,
    pathOf: (key) => join(bucket, key),
    keys: async () =>
      (await readdir(bucket, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(bucket.length + 1))
        .sort(),
    stop,
    start,
    drop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
