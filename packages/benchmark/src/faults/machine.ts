/** Parts that can be killed, as infra/local/machine.mjs names them. */
export type Part = 'postgres' | 'temporal' | 'api-1' | 'api-2' | 'web-1' | 'web-2' | 'worker-1' | 'worker-2';

/** Ways between parts that can be broken: who asks, and whom. */
export type Wire = 'client-api' | 'api-database' | 'worker-database' | 'worker-temporal';

/** See infra/local/wire.mjs. */
export type Fault = (
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'late'; readonly percent: number; readonly milliseconds: number; readonly seed: number }
  | { readonly kind: 'reset'; readonly percent: number; readonly seed: number }
  | { readonly kind: 'stall' }
  | { readonly kind: 'blackhole' }
) & { readonly way?: 'there' | 'back' };

export interface WorkerState {
  readonly temporal: 'away' | 'connected';
  readonly outbox: { readonly waiting: number; readonly refused: number; readonly oldestAt: string | null } | null;
}

/** The product's processes and what lies between them, which infra/local/machine.mjs runs and this process breaks. */
export interface Machine {
  /** When everything that was to start answers. */
  readonly started: () => Promise<void>;
  /** Where people ask: each web, or where there are none each api. */
  readonly doors: () => Promise<readonly string[]>;
  /** `kill -9`; who watches over them starts them again. */
  readonly kill: (parts: readonly Part[]) => Promise<void>;
  /** SIGTERM, and until it has gone: how it ended, `exit code 0` say. It is started again, too. */
  readonly end: (part: Part) => Promise<{ readonly how: string; readonly milliseconds: number }>;
  /** Of web, api and worker, those that aren't ready. */
  readonly away: () => Promise<readonly Part[]>;
  /** The database's, to the last byte, where it was given one of its own; and as it was. */
  readonly fillDisk: () => Promise<void>;
  readonly emptyDisk: () => Promise<void>;
  /** Null mends it. */
  readonly setWire: (wire: Wire, fault: Fault | null) => Promise<void>;
  /** Of each worker, null while it doesn't answer. */
  readonly workers: () => Promise<readonly (WorkerState | null)[]>;
  /** Resident megabytes by part. */
  readonly memory: () => Promise<Readonly<Record<string, number>>>;
  /** How often Temporal ran workflows of a type. */
  readonly countWorkflows: (type: string) => Promise<number>;
  readonly tell: (outcome: { readonly passed: number; readonly failed: number }) => void;
}

/** Questions to the parent that started this process, over Node's channel: each is answered, or fails. */
export function parentChannel(): <T>(ask: string, parameters?: object) => Promise<T> {
  const send = process.send?.bind(process);
  if (!send) throw new Error('infra/local runs this');
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  process.on('message', (message) => {
    const { id, answer, failure } = message as { id: number; answer?: unknown; failure?: string };
    const waiting = asked.get(id);
    asked.delete(id);
    if (failure === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(failure));
  });
  let last = 0;
  return <T>(ask: string, parameters: object = {}): Promise<T> => {
    last += 1;
    const waiting = Promise.withResolvers<unknown>();
    asked.set(last, waiting);
    send({ id: last, ask, ...parameters });
    return waiting.promise as Promise<T>;
  };
}

/** Over the channel to the parent that started this process. */
export function machineOfParent(): Machine {
  const request = parentChannel();
  return {
    started: () => request('started'),
    doors: () => request('doors'),
    kill: (parts) => request('kill', { parts }),
    end: (part) => request('end', { part }),
    away: () => request('away'),
    fillDisk: () => request('fillDisk'),
    emptyDisk: () => request('emptyDisk'),
    setWire: (name, fault) => request('wire', { name, fault }),
    workers: () => request('workers'),
    memory: () => request('memory'),
    countWorkflows: (type) => request('workflows', { type }),
    tell: (outcome) => process.send?.({ outcome }),
  };
}
