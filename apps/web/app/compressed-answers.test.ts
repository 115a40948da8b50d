import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compressedAnswers } from '../compressed-answers.mjs';

const rows = JSON.stringify(Array.from({ length: 5000 }, (_, n) => ({ id: n, state: 'submitted', at: '2024-06-25' })));
const picture = Buffer.alloc(4000, 7);

let server: Server;
beforeAll(async () => {
  const app = express();
  app.use(compressedAnswers);
  app.get('/rows', (_request, response) => void response.type('json').send(rows));
  app.get('/parts', (_request, response) => {
    response.type('html').write('<p>first</p>');
    // As Remix calls it, on what compresses.
    (response as unknown as { flush: () => void }).flush();
    setTimeout(() => response.end(rows), 20);
  });
  app.get('/picture', (_request, response) => void response.type('png').send(picture));
  app.get('/nothing', (_request, response) => void response.status(204).end());
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(path: string, { method = 'GET', accepts = 'gzip, br' } = {}) {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, path, method, headers: { 'accept-encoding': accepts } }, resolve)
      .on('error', reject)
      .end();
  });
  const body = Buffer.concat(await answer.toArray());
  return { encoding: answer.headers['content-encoding'], vary: answer.headers.vary, body };
}

it('packs what is text, whole or in parts, and says so', async () => {
  const whole = await ask('/rows');
  expect(whole).toMatchObject({ encoding: 'gzip', vary: 'Accept-Encoding' });
  expect(gunzipSync(whole.body).toString()).toBe(rows);
  expect(whole.body.length).toBeLessThan(rows.length / 10);
  expect(gunzipSync((await ask('/parts')).body).toString()).toBe(`<p>first</p>${rows}`);
});

it('leaves alone what is packed already, what is empty, and who doesn’t unpack', async () => {
  expect(await ask('/picture')).toMatchObject({ encoding: undefined, body: picture });
  expect(await ask('/nothing')).toMatchObject({ encoding: undefined, body: Buffer.alloc(0) });
  expect(await ask('/rows', { method: 'HEAD' })).toMatchObject({ encoding: undefined, body: Buffer.alloc(0) });
  const plain = await ask('/rows', { accepts: 'identity' });
  expect(plain).toMatchObject({ encoding: undefined, vary: 'Accept-Encoding' });
  expect(plain.body.toString()).toBe(rows);
});
