import { createServer } from 'node:http';
import { drainable } from './draining.ts';
import { stopOnSignals, type ProcessLog } from './stop-on-signals.ts';

// A process that answers `/` and never `/never`: told how long it drains, and how long it may take to stop.
const [drainSeconds, mostMilliseconds] = process.argv.slice(2).map(Number);
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
server.listen(0, '127.0.0.1', () => tell({ address: server.address() }));
