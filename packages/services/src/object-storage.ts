import { AwsClient } from 'aws4fetch';

/** An S3-compatible store, addressed by paths: `endpoint/bucket/key`. */
export interface ObjectStoreOptions {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The four things that are asked of it. Keys are of letters, digits, `-` and `/`. */
export interface ObjectStorage {
  readonly put: (
    key: string,
    body: { readonly size: number; readonly sha256: string; readonly pieces: () => AsyncIterable<Uint8Array> },
  ) => Promise<void>;
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

  const refuse = async (what: string, response: Response): Promise<never> => {
    throw new Error(`the object store answered ${response.status} to ${what}: ${await codeIn(response)}`);
  };

  return {
    async put(key, { size, sha256, pieces }) {
      // The store compares the hash with what arrives, where it is one that does.
      const headers = { 'content-length': String(size), 'x-amz-content-sha256': sha256 };
      const signed = await client.sign(`${bucket}/${key}`, { method: 'PUT', headers });
      const response = await fetch(signed.url, {
        method: 'PUT',
        headers: signed.headers,
        body: size === 0 ? '' : streamOf(pieces()),
        duplex: 'half',
        signal: AbortSignal.timeout(uploadPatience),
      });
      if (!response.ok) await refuse(`put ${key}`, response);
      await response.body?.cancel();
    },
    async get(key) {
      const silence = new AbortController();
      const signed = await client.sign(`${bucket}/${key}`, { method: 'GET' });
      const response = await within(silence, () => fetch(signed, { signal: silence.signal }));
      if (response.status === 404 && (await codeIn(response)) === 'NoSuchKey') return undefined;
      if (!response.ok || !response.body) return refuse(`get ${key}`, response);
      return withoutSilence(response.body, silence);
    },
    async remove(key) {
      const signed = await client.sign(`${bucket}/${key}`, { method: 'DELETE' });
      const response = await fetch(signed, { signal: AbortSignal.timeout(patience) });
      if (!response.ok && !(response.status === 404 && (await codeIn(response)) === 'NoSuchKey'))
        await refuse(`delete ${key}`, response);
      await response.body?.cancel();
    },
    async *list(prefix) {
      let after = '';
      for (;;) {
        const asked = new URLSearchParams({ 'list-type': '2', prefix, ...(after ? { 'start-after': after } : {}) });
        const signed = await client.sign(`${bucket}?${asked.toString()}`, { method: 'GET' });
        const response = await fetch(signed, { signal: AbortSignal.timeout(patience) });
        if (!response.ok) await refuse(`list ${prefix}`, response);
        const page = await response.text();
        const keys = [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
        yield* keys;
        after = keys.at(-1) ?? '';
        if (!page.includes('<IsTruncated>true</IsTruncated>') || after === '') return;
      }
    },
  };
}

function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<Uint8Array, unknown> = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** What S3 says is wrong; the rest of such an answer is for people. */
async function codeIn(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  return /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? '';
}

async function within<T>(silence: AbortController, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => silence.abort(new Error('the object store is silent')), patience);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** The clock runs only while the store is waited for, never while a reader is slow. */
async function* withoutSilence(body: ReadableStream<Uint8Array>, silence: AbortController): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(silence, () => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
