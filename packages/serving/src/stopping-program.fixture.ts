import { createServer } from 'node:http';
import { drainable } from './draining.ts';
import { stopOnSignals, type ProcessLog } from './stop-on-signals.ts';

// A process that answers `/` and never `/never`: told how long it drains, how long it may take to stop, and for how
// long something holds each turn of its loop, as on a machine that has too much to do.
const [drainSeconds, mostMilliseconds, held] = process.argv.slice(2).map(Number);
const tell = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const server = createServer((request, response) => {
  if (request.url === '/') response.end(String(stopping.isStopping()));
});
const log: ProcessLog = {
  info: (about, msg) => tell({ ...about, msg }),
  warn: (about, msg) => tell({ ...about, msg }),
  error: (error) => tell({ msg: String(error) }),
};
const stopping = stopOnSignals({
  draining: drainable(server),
  drainSeconds: drainSeconds ?? 0,
  release: () => Promise.resolve(),
  log,
  ...(mostMilliseconds ? { mostMilliseconds } : {}),
});
if (held) holdTurns(held);

function holdTurns(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  setImmediate(holdTurns, milliseconds);
}

server.listen(0, '127.0.0.1', () => tell({ address: server.address() }));
