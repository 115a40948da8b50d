import { request, type Agent, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly cookie: string;
  /** As they came, each with its attributes. */
  readonly cookies: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

/**
 * One request over a connection that is kept, and its whole answer. What fails before there is any, over a connection
 * that had been used before, rejects with `metClosing`: the server closed it as the request was on its way.
 */
export function ask(
  agent: Agent,
  url: string,
  options: {
    readonly method?: 'GET' | 'POST';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
    /** Ends the wait with an error. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const asked = request(
      url,
      {
        agent,
        method: options.method ?? 'GET',
        headers: { ...options.headers },
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (response) => {
        isAnswered = true;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            cookies: response.headers['set-cookie'] ?? [],
            headers: response.headers,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
            retryAfter: response.headers['retry-after'],
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => {
      const metClosing = asked.reusedSocket && !isAnswered && error.code === 'ECONNRESET';
      reject(Object.assign(error, { metClosing }));
    });
    asked.end(options.body);
  });
}
