import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

/** A request that isn't answered yet: its method, the first part of its path (the rest may name things), its age. */
export interface Underway {
  readonly method: string;
  readonly area: string;
  readonly milliseconds: number;
}

/** How a server ends without losing a request. */
export interface Draining {
  /** From now on every answer is its connection's last. */
  readonly sayClose: () => void;
  /** Nobody is let in any more; resolves when the last answer is out and its connection closed. */
  readonly end: () => Promise<void>;
  readonly underway: () => readonly Underway[];
}

/**
 * So long a connection without a request is kept once nobody new is let in: a client that sends over it just now would
 * find it closed, and can't know whether it was heard. Whoever sends meanwhile is answered, and told to go.
 */
const lastCall = 1000;

/**
 * Longer than a proxy keeps a connection that rests (nginx and Kubernetes' ingress: 60 s). It is to let go: what it
 * sends over one that is closed just then is lost, and it doesn't send a save twice.
 */
const restingFor = 75_000;

/** Before the server listens: connections are followed from the first on. */
export function drainable(server: Server): Draining {
  const sockets = new Set<Socket>();
  const open = new Map<ServerResponse, { readonly request: IncomingMessage; readonly since: number }>();
  let isLast = false;
  server.keepAliveTimeout = restingFor;

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (request, response) => {
    open.set(response, { request, since: performance.now() });
    response.once('close', () => open.delete(response));
    if (isLast) response.setHeader('Connection', 'close');
  });

  const sayClose = (): void => {
    isLast = true;
    for (const response of open.keys()) if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  /** Idle ones; those of speculating browsers, which never ask; and those whose answer had begun before `sayClose`. */
  const closeIdle = (): void => {
    const busy = new Set([...open.values()].map(({ request }) => request.socket));
    for (const socket of sockets) if (!busy.has(socket)) socket.destroySoon();
  };
  return {
    sayClose,
    async end() {
      await whenNobodyKnocks(server);
      sayClose();
      // An HTTP server's own `close` would end idle connections with it.
      const closed = new Promise<void>((resolve) => {
        Listener.prototype.close.call(server, () => resolve());
      });
      await Promise.race([closed, pause(lastCall)]);
      closeIdle();
      const sweep = setInterval(closeIdle, 100);
      await closed;
      clearInterval(sweep);
    },
    underway: () =>
      [...open.values()].map(({ request, since }) => ({
        method: request.method ?? '',
        area: /^\/[\w-]*/.exec(request.url ?? '')?.[0] ?? '',
        milliseconds: Math.round(performance.now() - since),
      })),
  };
}

/** Of milliseconds, for how long a short turn of the loop is waited for, and for how long any in which nobody came. */
const [shortTurn, anyTurn] = [1000, 2000];

/**
 * Whom the system has let in and we haven't heard of yet would be cut off as we stop listening. So that is done at the
 * end of a turn of the loop that was short, and in which nobody came. On a machine that is busy no turn may be: it
 * comes to an end all the same.
 */
async function whenNobodyKnocks(server: Server): Promise<void> {
  let came = true;
  const note = (): void => {
    came = true;
  };
  server.on('connection', note);
  const since = performance.now();
  for (let [long, waited] = [true, 0]; (came && waited < anyTurn) || (long && waited < shortTurn);) {
    came = false;
    const began = performance.now();
    await nextTurn();
    const ended = performance.now();
    long = ended - began > 1;
    waited = ended - since;
  }
  server.off('connection', note);
}
