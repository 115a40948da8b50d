import { cellId, errorKinds, type Cell } from '@huibao/domain';
import type { Failure } from '../../client.ts';
import type { SaveInput, SaveResult } from './view.ts';

export type SaveSource = SaveInput['source'];

export interface QueuedCell extends Cell {
  readonly source: SaveSource;
  /** The version that the person saw; 0 for a cell never saved. */
  readonly version: number;
}

export interface SaveConflict {
  readonly mine: Cell;
  readonly theirs: Cell & { readonly version: number; readonly by: string; readonly at: string };
}

export type SavePhase = 'idle' | 'waiting' | 'saving' | 'offline' | 'signed_out' | 'blocked';

export interface SaveState {
  readonly phase: SavePhase;
  readonly savedAt: string | null;
  readonly pending: ReadonlyMap<string, QueuedCell>;
  readonly inFlight: ReadonlyMap<string, QueuedCell>;
  readonly conflicts: ReadonlyMap<string, SaveConflict>;
  readonly refused: ReadonlyMap<string, Failure>;
  readonly failure: Failure | null;
}

export interface SaveQueueParts {
  readonly send: (source: SaveSource, cells: readonly QueuedCell[]) => Promise<SaveResult>;
  readonly failureOf: (error: unknown) => Failure;
  /** Told after each change; keeps what isn't acknowledged where a reload finds it. */
  readonly onChange: (state: SaveState) => void;
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

const batchDelay = 600;
const batchSize = 500;
const longestWait = 30_000;

/**
 * Cells on their way to the server. A cell stays here until it is acknowledged: a failure waits and tries again, an
 * ended session waits for `resume`, somebody else's newer value is shown and never overwritten silently.
 */
export class SaveQueue {
  readonly #parts: SaveQueueParts;
  readonly #versions: Map<string, number>;
  /** Sent, but the answer was lost: if the server has just this, it is ours. */
  readonly #unanswered = new Map<string, Cell[]>();
  #state: SaveState;
  #cancelTimer: (() => void) | null = null;
  #sending: Promise<void> | null = null;
  #failures = 0;

  constructor(parts: SaveQueueParts, versions: ReadonlyMap<string, number>, savedAt: string | null) {
    this.#parts = parts;
    this.#versions = new Map(versions);
    this.#state = {
      phase: 'idle',
      savedAt,
      pending: new Map(),
      inFlight: new Map(),
      conflicts: new Map(),
      refused: new Map(),
      failure: null,
    };
  }

  get state(): SaveState {
    return this.#state;
  }

  get unsaved(): number {
    return new Set([...this.#state.pending.keys(), ...this.#state.inFlight.keys(), ...this.#state.conflicts.keys()])
      .size;
  }

  versionOf(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  /** Versions read anew from the server, for cells that aren't on their way. */
  learn(id: string, version: number): void {
    if (!this.#state.pending.has(id) && !this.#state.inFlight.has(id))
      this.#versions.set(id, Math.max(version, this.versionOf(id)));
  }

  add(cells: readonly Cell[], source: SaveSource): void {
    this.#put(
      cells.map(({ code, key, state, value }) => ({
        code,
        key,
        state,
        value,
        source,
        version: this.versionOf(cellId({ code, key })),
      })),
    );
  }

  /** Cells kept from before a reload, with the versions that were seen then. */
  restore(cells: readonly QueuedCell[]): void {
    for (const cell of cells) this.#versions.set(cellId(cell), cell.version);
    this.#put(cells);
  }

  #put(cells: readonly QueuedCell[]): void {
    const pending = new Map(this.#state.pending);
    const refused = new Map(this.#state.refused);
    const conflicts = new Map(this.#state.conflicts);
    for (const cell of cells) {
      const id = cellId(cell);
      const conflict = conflicts.get(id);
      // Typing over a shown conflict is keeping mine.
      if (conflict) this.#versions.set(id, conflict.theirs.version);
      conflicts.delete(id);
      refused.delete(id);
      pending.set(id, cell);
    }
    const isHeld =
      this.#state.phase === 'signed_out' || this.#state.phase === 'saving' || this.#state.phase === 'offline';
    this.#set({ pending, refused, conflicts, ...(isHeld ? {} : { phase: 'waiting' }) });
    if (!isHeld) this.#schedule(batchDelay);
  }

  keepMine(id: string): void {
    const conflict = this.#state.conflicts.get(id);
    if (conflict) this.add([conflict.mine], 'page');
  }

  /** Forgets mine; the caller shows theirs. */
  takeTheirs(id: string): SaveConflict | undefined {
    const conflict = this.#state.conflicts.get(id);
    if (!conflict) return undefined;
    this.#versions.set(id, conflict.theirs.version);
    const conflicts = new Map(this.#state.conflicts);
    conflicts.delete(id);
    this.#set({ conflicts });
    return conflict;
  }

  /** Tries now: back online, signed in again, leaving the page, about to submit. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    while (this.#state.pending.size > 0 || this.#sending) {
      this.#sending ??= this.#sendBatch().finally(() => {
        this.#sending = null;
      });
      await this.#sending;
      const { phase } = this.#state;
      if (phase === 'offline' || phase === 'signed_out' || phase === 'blocked') return;
    }
  }

  async resume(): Promise<void> {
    this.#failures = 0;
    this.#set({ phase: 'waiting', failure: null });
    await this.flush();
    if (this.#state.phase === 'waiting' && this.unsaved === 0) this.#set({ phase: 'idle' });
  }

  /** Somebody else's request found that the session has ended. */
  signedOut(): void {
    this.#cancelTimer?.();
    this.#set({ phase: 'signed_out' });
  }

  #schedule(milliseconds: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#parts.later(() => void this.flush(), milliseconds);
  }

  async #sendBatch(): Promise<void> {
    const first = [...this.#state.pending.values()][0];
    if (!first) return;
    const batch = [...this.#state.pending].filter(([, cell]) => cell.source === first.source).slice(0, batchSize);
    const pending = new Map(this.#state.pending);
    for (const [id] of batch) pending.delete(id);
    const cells = batch.map(([id, cell]) => ({ ...cell, version: this.versionOf(id) }));
    this.#set({ phase: 'saving', pending, inFlight: new Map(cells.map((cell) => [cellId(cell), cell])) });
    try {
      this.#acknowledge(await this.#parts.send(first.source, cells));
    } catch (error) {
      this.#fail(this.#parts.failureOf(error));
    }
  }

  #acknowledge(result: SaveResult): void {
    this.#failures = 0;
    const { inFlight } = this.#state;
    const pending = new Map(this.#state.pending);
    const conflicts = new Map(this.#state.conflicts);
    const refused = new Map(this.#state.refused);
    for (const { code, key, version } of result.saved) {
      this.#versions.set(cellId({ code, key }), version);
      this.#unanswered.delete(cellId({ code, key }));
    }
    for (const theirs of result.conflicts) {
      const id = cellId(theirs);
      const sent = inFlight.get(id);
      if (!sent) continue;
      const mine = pending.get(id) ?? sent;
      const isOurs = isSame(theirs, sent) || (this.#unanswered.get(id) ?? []).some((cell) => isSame(cell, theirs));
      this.#unanswered.delete(id);
      if (isOurs) {
        // An earlier save of ours whose answer was lost.
        this.#versions.set(id, theirs.version);
        if (!isSame(theirs, mine)) pending.set(id, { ...mine, version: theirs.version });
      } else {
        pending.delete(id);
        conflicts.set(id, { mine: { code: mine.code, key: mine.key, state: mine.state, value: mine.value }, theirs });
      }
    }
    for (const { code, key, error, params } of result.refused)
      refused.set(cellId({ code, key }), { code: error, params });
    this.#set({
      inFlight: new Map(),
      pending,
      conflicts,
      refused,
      failure: null,
      savedAt: result.savedAt,
      phase: pending.size > 0 ? 'waiting' : 'idle',
    });
    if (pending.size > 0) this.#schedule(batchDelay);
  }

  #fail(failure: Failure): void {
    const { inFlight, pending } = this.#state;
    const kind = errorKinds[failure.code];
    const isLost = kind === 'unavailable';
    if (isLost)
      for (const [id, cell] of inFlight) this.#unanswered.set(id, [...(this.#unanswered.get(id) ?? []), cell]);
    const phase: SavePhase = isLost ? 'offline' : kind === 'unauthenticated' ? 'signed_out' : 'blocked';
    this.#set({ phase, failure, inFlight: new Map(), pending: new Map([...inFlight, ...pending]) });
    if (isLost) {
      this.#failures += 1;
      this.#schedule(Math.min(longestWait, 1000 * 2 ** (this.#failures - 1)));
    }
  }

  #set(change: Partial<SaveState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onChange(this.#state);
  }
}

function isSame(a: Cell, b: Cell): boolean {
  return a.state === b.state && a.value === b.value;
}
