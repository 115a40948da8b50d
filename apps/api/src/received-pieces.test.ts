import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf } from '@huibao/trpc';
import { receivedPieces, type Sending } from './received-pieces.ts';

const megabyte = Buffer.alloc(1024 * 1024);
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => {
    const take = async (): Promise<object> => {
      let bytes = 0;
      for await (const piece of receivedPieces(request, request.url === '/package' ? 'package' : 'file'))
        bytes += piece.length;
      return { bytes };
    };
    void take()
      .catch((error: unknown) => {
        response.statusCode = 429;
        return bodyOf(error);
      })
      .then((answer) => {
        const body = JSON.stringify(answer);
        response.setHeader('Content-Length', body.length).end(body);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

/** As a browser does: it reads the answer once all is sent. */
async function send(sending: Sending, megabytes: number): Promise<unknown> {
  const socket = connect(port, '127.0.0.1');
  const head = [
    `POST /${sending} HTTP/1.1`,
    'Host: api',
    `Content-Length: ${megabytes * 2 ** 20}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  for (let no = 0; no < megabytes; no += 1) if (!socket.write(megabyte)) await once(socket, 'drain');
  return JSON.parse((await text(socket)).split('\r\n\r\n')[1] ?? '');
}

it('takes what isn’t too large', async () => {
  expect(await send('file', 10)).toEqual({ bytes: 10 * 2 ** 20 });
});

it.each([11, 150])(
  'says of %i MB why it is refused, each kind with its own limit, however much was sent',
  async (size) => {
    expect(await send('file', size)).toMatchObject({ code: 'file.too_large', params: { megabytes: 10 } });
    expect(await send('package', size)).toMatchObject({ code: 'package.too_large', params: { megabytes: 2 } });
  },
);
