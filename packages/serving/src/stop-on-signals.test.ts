import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// That nothing is lost under load is shown with the api itself: apps/api/src/process.test.ts.

interface Line {
  readonly address?: { readonly port: number };
  readonly msg?: string;
  readonly requests?: readonly object[];
}

async function start(...args: number[]) {
  const program = fileURLToPath(new URL('./stopping-program.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Line[] = [];
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const reading = createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as Line));
  await once(reading, 'line');
  const port = lines[0]?.address?.port ?? 0;
  const base = `http://127.0.0.1:${port}`;
  return { child, base, lines, exited, hang: () => hang(port) };
}

/** A request that is never answered. */
async function hang(port: number): Promise<void> {
  const sent = request({ host: '127.0.0.1', port, path: '/never?name=secret' });
  sent.once('error', () => undefined).end();
  await once(sent, 'finish');
  await pause(100);
}

it('gives up at a second signal, and says what was under way', async () => {
  const { child, exited, lines, hang: ask } = await start(0);
  await ask();
  child.kill('SIGTERM');
  await pause(200);
  child.kill('SIGTERM');
  expect(await exited).toBe(1);
  expect(lines.at(-1)).toMatchObject({ msg: 'told twice to stop: stopped at once', signal: 'SIGTERM' });
  expect(lines.at(-1)?.requests).toMatchObject([{ method: 'GET', area: '/never' }]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

it('gives up when its time is over', async () => {
  const { child, exited, lines, hang: ask } = await start(0, 300);
  await ask();
  child.kill('SIGTERM');
  expect(await exited).toBe(1);
  expect(lines.at(-1)).toMatchObject({ step: 'requests', requests: [{ area: '/never' }] });
});

it('ends on a machine so busy that no turn of its loop is short', async () => {
  const { child, exited } = await start(0, 4000, 30);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

it('answers who asks over a kept connection as nobody new is let in any more, and lets go of it then', async () => {
  const { child, exited, base } = await start(0);
  const agent = new Agent({ keepAlive: true });
  const ask = async () => {
    const sent = request(base, { agent }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return [sent.reusedSocket, answer.headers.connection, answer.headers['keep-alive']];
  };
  // Node's own five seconds would be less than what proxies keep theirs for.
  expect(await ask()).toEqual([false, 'keep-alive', 'timeout=75']);
  child.kill('SIGTERM');
  await pause(300);
  await expect(fetch(base)).rejects.toThrow();
  expect(await ask()).toEqual([true, 'close', undefined]);
  expect(await exited).toBe(0);
});

it('serves on while a balancer looks elsewhere, each answer its connection’s last, and stops then', async () => {
  const { child, exited, base, lines } = await start(1);
  const before = await fetch(base);
  expect([before.headers.get('connection'), await before.text()]).toEqual(['keep-alive', 'false']);
  child.kill('SIGTERM');
  await pause(200);
  // Over a connection that was kept, and over new ones.
  for (let asked = 0; asked < 3; asked += 1) {
    const during = await fetch(base);
    expect([during.headers.get('connection'), await during.text()]).toEqual(['close', 'true']);
  }
  expect(await exited).toBe(0);
  expect(lines.at(-1)?.msg).toBe('stopped');
  await expect(fetch(base)).rejects.toThrow();
});
