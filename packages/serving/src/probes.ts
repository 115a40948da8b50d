import type { ServerResponse } from 'node:http';

/** What a process asks itself before it says that it is ready: each by its name, `true` where all is well. */
export type Checks = Readonly<Record<string, boolean>>;

export interface Readiness {
  readonly checks: Checks;
  /** What an operator may want to know beside. */
  readonly about?: object;
}

/**
 * `/live`: the loop turns. `/ready`: whether people, or work, may be sent here, and what speaks against it.
 * @returns false where the path is neither
 */
export async function answerProbe(
  path: string,
  response: ServerResponse,
  readiness: () => Promise<Readiness>,
): Promise<boolean> {
  if (path === '/live') send(response, 200, { status: 'live' });
  else if (path === '/ready') {
    const { checks, about } = await readiness();
    const because = Object.keys(checks).filter((name) => checks[name] !== true);
    if (because.length === 0) send(response, 200, { status: 'ready', ...about });
    else send(response, 503, { status: 'unready', because, ...about });
  } else return false;
  return true;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** Whether it succeeded soon enough for a probe: whoever asks waits two or three seconds. */
export async function succeeds(work: Promise<unknown>): Promise<boolean> {
  const soon = AbortSignal.timeout(2000);
  const late = new Promise<boolean>((resolve) => {
    soon.addEventListener('abort', () => resolve(false), { once: true });
  });
  return Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
