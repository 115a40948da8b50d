import http, { type IncomingMessage as Answer } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsClient } from 'aws4fetch';

/** An S3-compatible store, addressed by paths: `endpoint/bucket/key`. */
export interface ObjectStoreOptions {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Body {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimals. */
  readonly sha256: string;
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** The four things that are asked of it. Keys are of letters, digits, `-` and `/`. */
export interface ObjectStorage {
  readonly put: (key: string, body: Body) => Promise<void>;
  /** Undefined where there is no such object. */
  readonly get: (key: string) => Promise<AsyncIterable<Uint8Array> | undefined>;
  readonly remove: (key: string) => Promise<void>;
  /** Every key that begins so, in the order of the keys. */
  readonly list: (prefix: string) => AsyncIterable<string>;
}

/** Milliseconds until it has answered, and for which it may be silent in the midst of an answer. */
const patience = 10_000;
/** Milliseconds that a whole upload may take: 10 MB at a slow line's pace. */
const uploadPatience = 30_000;

export function connectObjectStorage(options: ObjectStoreOptions): ObjectStorage {
  const { accessKeyId, secretAccessKey, region } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const bucket = `${options.endpoint.replace(/\/+$/, '')}/${options.bucket}`;

  const ask = async (method: Asked['method'], path: string, body?: Body): Promise<Answer> => {
    const headers = body && { 'content-length': String(body.size), 'x-amz-content-sha256': body.sha256 };
    const signed = await client.sign(bucket + path, { method, ...(headers ? { headers } : {}) });
    return send({ method, url: new URL(signed.url), headers: Object.fromEntries(signed.headers), body });
  };

  return {
    async put(key, body) {
      // The store compares the hash with what arrives, where it is one that does.
      const answer = await ask('PUT', `/${key}`, body);
      const text = await textOf(answer);
      if (!isDone(answer)) refuse(`put ${key}`, answer, text);
    },
    async get(key) {
      const answer = await ask('GET', `/${key}`);
      if (isDone(answer)) return piecesOf(answer);
      const text = await textOf(answer);
      if (isMissing(answer, text)) return undefined;
      return refuse(`get ${key}`, answer, text);
    },
    async remove(key) {
      const answer = await ask('DELETE', `/${key}`);
      const text = await textOf(answer);
      if (!isDone(answer) && !isMissing(answer, text)) refuse(`delete ${key}`, answer, text);
    },
    async *list(prefix) {
      let after = '';
      for (;;) {
        const asked = new URLSearchParams({ 'list-type': '2', prefix, ...(after ? { 'start-after': after } : {}) });
        const answer = await ask('GET', `?${asked.toString()}`);
        const page = await textOf(answer);
        if (!isDone(answer)) refuse(`list ${prefix}`, answer, page);
        const keys = [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
        yield* keys;
        after = keys.at(-1) ?? '';
        if (!page.includes('<IsTruncated>true</IsTruncated>') || after === '') return;
      }
    },
  };
}

interface Asked {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | undefined;
}

/** By Node's own client, whose requests end when they are told to, connection and all. */
function send({ method, url, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers });
    const timer = setTimeout(() => request.destroy(silence()), body ? uploadPatience : patience);
    request.once('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    // Also while an answer is read, which fails of it by itself.
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    if (!body) {
      request.end();
      return;
    }
    pipeline(body.pieces(), request).catch((error: unknown) => {
      request.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

const silence = (): Error => new Error('the object store is silent');

/** The clock runs only while the store is waited for, never while a reader is slow. */
async function* piecesOf(answer: Answer): AsyncGenerator<Uint8Array> {
  const iterator = (answer as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const timer = setTimeout(() => answer.destroy(silence()), patience);
      const next: IteratorResult<Uint8Array, unknown> = await iterator.next().finally(() => clearTimeout(timer));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    answer.destroy();
  }
}

async function textOf(answer: Answer): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(answer)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const isDone = ({ statusCode = 0 }: Answer): boolean => statusCode >= 200 && statusCode < 300;

const isMissing = ({ statusCode }: Answer, text: string): boolean => statusCode === 404 && codeIn(text) === 'NoSuchKey';

function refuse(what: string, { statusCode }: Answer, text: string): never {
  throw new Error(`the object store answered ${statusCode} to ${what}: ${codeIn(text)}`);
}

/** What S3 says is wrong; the rest of such an answer is for people. */
function codeIn(text: string): string {
  return /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? '';
}
