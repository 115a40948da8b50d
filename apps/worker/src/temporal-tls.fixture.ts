import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';
import { readWorkflowTestConfig, temporalOptionsOf } from '@huibao/config';
import { Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection, Runtime } from '@temporalio/worker';

/**
 * A Temporal that is reached by TLS and by who shows a certificate of a CA made here. Tells who reaches it, as JSON on
 * standard output: the relay's connection, and the worker's. In a process of its own, since a process has one runtime.
 */
const run = promisify(execFile);
const quiet = (): void => undefined;
Runtime.install({ logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet } });
const folder = await mkdtemp(join(tmpdir(), 'huibao-tls-'));
const file = (name: string): string => join(folder, name);

async function sign(name: string): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file(`${name}.key`)];
  const names = ['-addext', 'subjectAltName=DNS:temporal.example', '-addext', 'basicConstraints=CA:false'];
  const by = name === 'ca' ? [] : ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), ...names];
  await run('openssl', ['req', '-x509', ...key, ...by, '-subj', `/CN=${name}`, '-out', file(`${name}.pem`)]);
}
await sign('ca');
await Promise.all(['server', 'client'].map(sign));

const environment = await TestWorkflowEnvironment.createTimeSkipping({
  server: { executable: { type: 'existing-path', path: readWorkflowTestConfig().TEMPORAL_TEST_SERVER } },
});
const [host, port] = environment.address.split(':');
const [ca, cert, key] = await Promise.all(['ca.pem', 'server.pem', 'server.key'].map((name) => readFile(file(name))));
const open = new Set<Socket>();
const front = createServer({ ca, cert, key, requestCert: true, ALPNProtocols: ['h2'] }, (socket) => {
  const behind = connect(Number(port), host);
  for (const end of [socket, behind]) {
    open.add(end);
    end.on('error', quiet).on('close', () => [socket, behind].forEach((one) => one.destroy()));
  }
  socket.pipe(behind).pipe(socket);
});
await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));

async function reach(given: Partial<Parameters<typeof temporalOptionsOf>[0]>): Promise<readonly boolean[]> {
  const options = temporalOptionsOf({
    TEMPORAL_ADDRESS: `127.0.0.1:${(front.address() as AddressInfo).port}`,
    TEMPORAL_TLS: 'on',
    TEMPORAL_TLS_SERVER_NAME: 'temporal.example',
    ...given,
  });
  const tries = [
    () => Connection.connect({ ...options, connectTimeout: '2 seconds' }),
    () => NativeConnection.connect(options),
  ];
  return Promise.all(
    tries.map((begin) =>
      begin().then(
        (connection) => connection.close().then(() => true),
        () => false,
      ),
    ),
  );
}

const authority = { TEMPORAL_TLS_CA: file('ca.pem') };
const own = { TEMPORAL_TLS_CERT: file('client.pem'), TEMPORAL_TLS_KEY: file('client.key') };
const [whole, stranger, nobody, another, plain] = await Promise.all([
  reach({ ...authority, ...own }),
  reach(own),
  reach(authority),
  reach({ ...authority, ...own, TEMPORAL_TLS_SERVER_NAME: 'another.example' }),
  reach({ TEMPORAL_TLS: 'off' }),
]);
process.stdout.write(JSON.stringify({ whole, stranger, nobody, another, withoutTls: plain }));
for (const socket of open) socket.destroy();
front.close();
await environment.teardown();
await rm(folder, { recursive: true });
