import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One answer. Names are the code's own (a procedure, a route): never what anybody typed. */
export interface Answered {
  readonly kind: string;
  readonly name: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What a gauge shows, by the values of its one label; or one number of a gauge without. */
type Reading = number | null | Readonly<Record<string, number>>;

/** Where it is told that a gauge can't be read, and that it can again: pino's, as far as that takes. */
export interface MetricsLog {
  readonly warn: (about: object, message: string) => void;
  readonly info: (about: object, message: string) => void;
}

/** What a workflow had done, once. */
export interface Done {
  /** Its name in the code. */
  readonly activity: string;
  readonly isDone: boolean;
  /** Since it was due. */
  readonly waited: number;
  readonly milliseconds: number;
}

export interface Metrics {
  /** An activity that ended, milliseconds each. */
  readonly tellActivity: (done: Done) => void;
  readonly observe: (answered: Answered) => void;
  /** Read as somebody asks for the metrics; what can't be read is left out, and told once. */
  readonly gauge: (name: string, help: string, read: () => Reading | Promise<Reading>, label?: string) => void;
  readonly text: () => Promise<string>;
}

/** Seconds: about a key's autosave, a page, a roll-up, a document, a time-out. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Of this process: memory, the loop's lag and more of Node's own, beside what it is told. */
export function createMetrics(log: MetricsLog): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'huibao_request_duration_seconds',
    help: 'Answers, from the first byte of the request to the last of the answer',
    labelNames: ['kind', 'name', 'status'],
    buckets,
    registers: [registry],
  });
  const activities = new Histogram({
    name: 'huibao_activity_duration_seconds',
    help: 'What workflows had done, and how long it took',
    labelNames: ['activity', 'outcome'],
    buckets,
    registers: [registry],
  });
  const waits = new Histogram({
    name: 'huibao_activity_lag_seconds',
    help: 'How long what workflows have done waited for a worker',
    labelNames: ['activity'],
    buckets,
    registers: [registry],
  });
  return {
    tellActivity: ({ activity, isDone, waited, milliseconds }) => {
      activities.observe({ activity, outcome: isDone ? 'done' : 'failed' }, milliseconds / 1000);
      waits.observe({ activity }, Math.max(0, waited) / 1000);
    },
    observe: ({ kind, name, status, milliseconds }) =>
      durations.observe({ kind, name, status: String(status) }, milliseconds / 1000),
    gauge: (name, help, read, label) => {
      let isRead = true;
      /** Once per change: who asks every few seconds would fill the log. What was read is never in it. */
      const tell = (error: unknown): void => {
        if (isRead === (error === null)) return;
        isRead = error === null;
        if (isRead) log.info({ gauge: name }, 'gauge can be read again');
        else log.warn({ gauge: name, reason: nameOfError(error) }, 'gauge cannot be read, and is left out');
      };
      void new Gauge({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers: [registry],
        async collect() {
          let reading: Reading = null;
          try {
            reading = await read();
            tell(null);
          } catch (error) {
            tell(error ?? new Error('nothing'));
          }
          this.reset();
          if (typeof reading === 'number') this.set(reading);
          // Without a reading a gauge without labels would say 0.
          else if (label === undefined) this.remove();
          else for (const [value, number] of Object.entries(reading ?? {})) this.set({ [label]: value }, number);
        },
      });
    },
    text: () => registry.metrics(),
  };
}

/** Its kind and code: a message may quote what was read. */
function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

/** On a port of its own, which no visitor's proxy leads to. It doesn't keep the process alive. */
export function serveMetrics(metrics: Metrics, port: number, address: string): void {
  createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      () => response.writeHead(500).end(),
    );
  })
    .listen(port, address)
    .unref();
}
