import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

// The least that an answer over HTTP can cost: the same bytes, from a thread of its own.
const body = Buffer.from(workerData as Uint8Array);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' && address ? address.port : 0);
});
