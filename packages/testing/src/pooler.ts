import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile, chmod } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readPoolerTestConfig } from '@huibao/config';
import { freePort } from './free-port.ts';

/** So few that who asks seldom has the connection of before. */
const connections = 3;

/** A real pgbouncer as operators are shown it, before the server of a database. */
export interface TestPooler {
  /** The same database, through it. */
  readonly urlOf: (direct: string) => string;
  readonly stop: () => Promise<void>;
}

/** @param urls of each role, with its password */
export async function startTestPooler(urls: readonly string[]): Promise<TestPooler> {
  const folder = await mkdtemp(join(tmpdir(), 'huibao-pooler-'));
  const port = await freePort();
  const server = new URL(urls[0] ?? '');
  const ini = (await readFile(new URL('../../../infra/pgbouncer/pgbouncer.ini', import.meta.url), 'utf8'))
    .replace(/^huibao = .*$/m, `${server.pathname.slice(1)} = host=${server.hostname} port=${server.port}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${port}`)
    .replace(/^auth_file = .*$/m, `auth_file = ${join(folder, 'userlist.txt')}`)
    .replace(/^default_pool_size = .*$/m, `default_pool_size = ${connections}`);
  await writeFile(join(folder, 'pgbouncer.ini'), ini);
  const people = urls.map((url) => new URL(url)).map(({ username, password }) => `"${username}" "${password}"\n`);
  await writeFile(join(folder, 'userlist.txt'), people.join(''));
  // It won't run as root.
  const isRoot = userInfo().uid === 0;
  if (isRoot)
    await Promise.all(
      [folder, join(folder, 'pgbouncer.ini'), join(folder, 'userlist.txt')].map((path) => chmod(path, 0o755)),
    );
  const { TEST_POOLER, TEST_POOLER_LIBRARIES } = readPoolerTestConfig();
  const child = spawn(
    TEST_POOLER,
    ['--quiet', ...(isRoot ? ['--user', 'nobody'] : []), join(folder, 'pgbouncer.ini')],
    {
      env: { LD_LIBRARY_PATH: TEST_POOLER_LIBRARIES },
      stdio: 'ignore',
    },
  );
  const ended = once(child, 'exit');
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    await pause(20);
  }
  return {
    urlOf: (direct) => {
      const url = new URL(direct);
      url.port = String(port);
      return url.href;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
