import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What may happen on the way between two parts. `delay`: every piece takes so long. `late`: so many per cent of the
 * pieces do, and arrive after whoever sent them has given up and gone on. `reset`: so many per cent of the
 * pieces break their connection, before or after they are passed on. `stall`: nothing arrives until it is mended, then
 * everything does, late. `blackhole`: what is sent is lost, and neither end hears that the other has gone; connections
 * of that time stay so when it is over. `way`: only what is asked, or only what is answered.
 *
 * @typedef {({ kind: 'delay', milliseconds: number }
 *   | { kind: 'late', percent: number, milliseconds: number, seed: number }
 *   | { kind: 'reset', percent: number, seed: number }
 *   | { kind: 'stall' }
 *   | { kind: 'blackhole' }) & { way?: 'there' | 'back' }} Fault
 */

/**
 * A TCP connection's way from one part to another, with faults on demand.
 * @param {{ port: number, target: number, host?: string }} ends on loopback; host: who may come, loopback unless said
 */
export async function createWire({ port, target, host = '127.0.0.1' }) {
  /** @type {Fault | null} */
  let fault = null;
  let dice = () => 1;
  const pairs = new Set();
  /** Resolved when the fault of now is over. */
  let mended = awaited();

  function breakOff(pair) {
    pairs.delete(pair);
    for (const socket of [pair.near, pair.far]) {
      // libuv can't reset what is half closed: Node would keep it, and spin on it.
      if (socket.writableEnded || socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  async function carry(pair, to, piece) {
    const way = to === pair.far ? 'there' : 'back';
    const met = fault?.way === undefined || fault.way === way ? fault : null;
    if (met?.kind === 'stall') await mended.promise;
    if (met?.kind === 'late' && dice() * 100 < met.percent) await sleep(met.milliseconds);
    if (met?.kind === 'delay') await sleep(met.milliseconds);
    if (pair.lost === 'both' || pair.lost === way || to.destroyed) return;
    const breaks = met?.kind === 'reset' && dice() * 100 < met.percent;
    const comesBefore = breaks && dice() < 0.5;
    if (!comesBefore) {
      if (piece === null) to.end();
      else if (!to.write(piece)) await Promise.race([drained(to), mended.promise]);
    }
    if (breaks) breakOff(pair);
  }

  /** Pieces follow one another, whatever holds one up. */
  function join(pair, from, to) {
    let last = Promise.resolve();
    let waiting = 0;
    const pass = (piece) => {
      waiting += 1;
      if (waiting > 200) from.pause();
      last = last.then(async () => {
        await carry(pair, to, piece);
        waiting -= 1;
        if (from.isPaused() && waiting < 100) from.resume();
      });
    };
    from.on('data', pass);
    from.on('end', () => pass(null));
    from.on('error', () => undefined);
    from.on('close', () => {
      if (pair.lost) return;
      void last.then(() => (from.errored ? breakOff(pair) : to.end()));
    });
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port: target, allowHalfOpen: true, noDelay: true });
    const pair = { near, far, lost: lostBy(fault) };
    pairs.add(pair);
    join(pair, near, far);
    join(pair, far, near);
    far.on('close', () => far.readyState === 'closed' && near.destroyed && pairs.delete(pair));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });

  return {
    /** @param {Fault | null} next null mends it */
    set(next) {
      fault = next;
      if (next && 'seed' in next) dice = seeded(next.seed);
      if (next?.kind === 'blackhole') for (const pair of pairs) pair.lost = lostBy(next);
      mended.resolve();
      mended = awaited();
    },
    close() {
      mended.resolve();
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      server.close();
    },
  };
}

const lostBy = (fault) => (fault?.kind === 'blackhole' ? (fault.way ?? 'both') : null);

const drained = (stream) =>
  new Promise((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });

/** mulberry32, between 0 and 1: the same faults for the same seed and pieces. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A promise and its end: what runs the tests may be a Node that doesn't know `Promise.withResolvers`. */
function awaited() {
  let resolve = () => undefined;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
