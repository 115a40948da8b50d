import { cellId, isSameContent, storableText, type Cell } from '@huibao/domain';
import { isPaced, waitAfter } from '../../another-try.ts';
import type { failureOf, Failure } from '../../client.ts';
import type { SaveInput, SaveResult } from './view.ts';

export type SaveSource = SaveInput['source'];

export interface QueuedCell extends Cell {
  readonly source: SaveSource;
  /** The version that the person saw; 0 for a cell never saved. */
  readonly version: number;
  /** The issue whose form it was typed into; unknown of what an older version of the page kept. */
  readonly issueNo?: number | undefined;
}

export type ServerCell = Cell & { readonly version: number };

export interface SaveConflict {
  /** With the version that was seen when it was typed: kept over a reload, it meets theirs again. */
  readonly mine: QueuedCell;
  readonly theirs: Cell & { readonly version: number; readonly by: string; readonly at: string };
}

/** A cell that the server will not take as it is; what was typed stays here. */
export interface RefusedCell {
  readonly cell: QueuedCell;
  readonly failure: Failure;
}

export type SavePhase = 'idle' | 'waiting' | 'saving' | 'offline' | 'paced' | 'signed_out' | 'blocked';

/** Nothing is sent before its time has come, or its person has. */
const resting: ReadonlySet<SavePhase> = new Set(['offline', 'paced', 'signed_out', 'blocked']);

export interface SaveState {
  readonly phase: SavePhase;
  readonly savedAt: string | null;
  readonly pending: ReadonlyMap<string, QueuedCell>;
  readonly inFlight: ReadonlyMap<string, QueuedCell>;
  readonly conflicts: ReadonlyMap<string, SaveConflict>;
  readonly refused: ReadonlyMap<string, RefusedCell>;
  readonly failure: Failure | null;
}

export interface SaveQueueParts {
  readonly send: (source: SaveSource, cells: readonly QueuedCell[], issueNo: number | undefined) => Promise<SaveResult>;
  readonly failureOf: typeof failureOf;
  /** Told after each change; keeps what isn't acknowledged where a reload finds it. */
  readonly onChange: (state: SaveState) => void;
  /** Told that the form is another by now than the one that is seen. */
  readonly onAmended?: () => void;
  /** Told what the server has taken. */
  readonly onSaved?: (cells: readonly ServerCell[]) => void;
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

const batchDelay = 600;
const batchSize = 500;
const longestWait = 30_000;
/** No server takes so long: the answer was lost, and nobody says so. */
const answerWithin = 45_000;

/**
 * Cells on their way to the server. A cell stays here until it is acknowledged: a failure waits and tries again, an
 * ended session waits for `resume`, somebody else's newer value is shown and never overwritten silently.
 */
export class SaveQueue {
  readonly #parts: SaveQueueParts;
  readonly #versions: Map<string, number>;
  /** Sent, but the answer was lost: if the server has just this, it is ours. */
  readonly #unanswered = new Map<string, Cell[]>();
  /** Smaller while a request is refused as a whole, until the cell is found that it is refused for. */
  #batchSize = batchSize;
  #state: SaveState;
  #cancelTimer: (() => void) | null = null;
  #sending: Promise<void> | null = null;
  #failures = 0;
  #issueNo: number;

  constructor(
    parts: SaveQueueParts,
    versions: ReadonlyMap<string, number>,
    { savedAt, issueNo }: { readonly savedAt: string | null; readonly issueNo: number },
  ) {
    this.#parts = parts;
    this.#issueNo = issueNo;
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

  /** What the server hasn't, of whatever reason. */
  get unsaved(): number {
    return this.unsavedCells().length;
  }

  unsavedCells(): readonly QueuedCell[] {
    const { inFlight, pending, conflicts, refused } = this.#state;
    const mine = [...conflicts].map(([id, { mine: cell }]) => [id, cell] as const);
    const turnedAway = [...refused].map(([id, { cell }]) => [id, cell] as const);
    return [...new Map([...turnedAway, ...inFlight, ...pending, ...mine]).values()];
  }

  isUnsaved(id: string): boolean {
    const { inFlight, pending, conflicts, refused } = this.#state;
    return inFlight.has(id) || pending.has(id) || conflicts.has(id) || refused.has(id);
  }

  versionOf(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  /** A version read anew from the server, for a cell that isn't on its way. */
  learn(id: string, version: number): void {
    if (!this.isUnsaved(id)) this.#versions.set(id, Math.max(version, this.versionOf(id)));
  }

  /** When the server last took something of the form, as read anew: from a workbook, or from a colleague. */
  seeSaved(at: string | null): void {
    if (at !== null && at > (this.#state.savedAt ?? '')) this.#set({ savedAt: at });
  }

  get issueNo(): number {
    return this.#issueNo;
  }

  /** From here on another issue’s form is seen; what is on its way was typed into the one before. */
  seeIssue(issueNo: number): void {
    this.#issueNo = issueNo;
  }

  add(cells: readonly Cell[], source: SaveSource): void {
    this.#put(
      cells.map(({ code, key, state, value }) => ({
        code,
        key,
        state,
        value: storableText(value),
        source,
        version: this.versionOf(cellId({ code, key })),
        issueNo: this.#issueNo,
      })),
    );
  }

  /** Cells kept from before a reload, with the versions that were seen then. */
  restore(cells: readonly QueuedCell[]): void {
    for (const cell of cells) this.#versions.set(cellId(cell), cell.version);
    this.#put(cells.map((cell) => ({ ...cell, value: storableText(cell.value) })));
  }

  #put(cells: readonly QueuedCell[]): void {
    const pending = new Map(this.#state.pending);
    const refused = new Map(this.#state.refused);
    const conflicts = new Map(this.#state.conflicts);
    for (const cell of cells) {
      const id = cellId(cell);
      const conflict = conflicts.get(id);
      refused.delete(id);
      // Typing over a shown conflict changes mine; which of the two stays is still to be chosen.
      if (conflict) conflicts.set(id, { ...conflict, mine: { ...cell, version: conflict.mine.version } });
      else pending.set(id, cell);
    }
    const isHeld =
      pending.size === 0 ||
      this.#state.phase === 'signed_out' ||
      this.#state.phase === 'saving' ||
      this.#state.phase === 'paced' ||
      this.#state.phase === 'offline';
    this.#set({ pending, refused, conflicts, ...(isHeld ? {} : { phase: 'waiting' }) });
    if (!isHeld) this.#schedule(batchDelay);
  }

  /** Mine over theirs, which was shown. */
  keepMine(id: string): void {
    const conflict = this.#state.conflicts.get(id);
    if (!conflict) return;
    this.#forgetConflict(id, conflict.theirs.version);
    this.#put([{ ...conflict.mine, source: 'page', version: conflict.theirs.version }]);
  }

  /** Forgets mine; the caller shows theirs. */
  takeTheirs(id: string): SaveConflict | undefined {
    const conflict = this.#state.conflicts.get(id);
    if (!conflict) return undefined;
    this.#forgetConflict(id, conflict.theirs.version);
    return conflict;
  }

  /** Gives up what the server refused; the caller shows what stands. */
  forgetRefused(id: string): void {
    const refused = new Map(this.#state.refused);
    if (refused.delete(id)) this.#set({ refused });
  }

  #forgetConflict(id: string, version: number): void {
    this.#versions.set(id, version);
    const conflicts = new Map(this.#state.conflicts);
    conflicts.delete(id);
    this.#set({ conflicts });
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
      if (resting.has(this.#state.phase)) return;
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
    const batch = [...this.#state.pending]
      .filter(([, cell]) => cell.source === first.source && cell.issueNo === first.issueNo)
      .slice(0, this.#batchSize);
    const pending = new Map(this.#state.pending);
    for (const [id] of batch) pending.delete(id);
    const cells = batch.map(([id, cell]) => ({ ...cell, version: this.versionOf(id) }));
    this.#set({ phase: 'saving', pending, inFlight: new Map(cells.map((cell) => [cellId(cell), cell])) });
    try {
      this.#acknowledge(await this.#answerOf(this.#parts.send(first.source, cells, first.issueNo)));
    } catch (error) {
      this.#fail(this.#parts.failureOf(error));
    }
  }

  /** Whoever waits any longer types in vain: it is asked again, and knows its own save by its value. */
  #answerOf(asked: Promise<SaveResult>): Promise<SaveResult> {
    let cancel = (): void => undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      cancel = this.#parts.later(() => reject(new Error('no answer')), answerWithin);
    });
    return Promise.race([asked, silence]).finally(cancel);
  }

  #acknowledge(result: SaveResult): void {
    this.#failures = 0;
    this.#batchSize = batchSize;
    const { inFlight } = this.#state;
    const pending = new Map(this.#state.pending);
    const conflicts = new Map(this.#state.conflicts);
    const refused = new Map(this.#state.refused);
    const taken: ServerCell[] = [];
    for (const { code, key, version } of result.saved) {
      const id = cellId({ code, key });
      this.#versions.set(id, version);
      this.#unanswered.delete(id);
      const sent = inFlight.get(id);
      if (sent) taken.push({ code, key, state: sent.state, value: sent.value, version });
    }
    for (const theirs of result.conflicts) {
      const id = cellId(theirs);
      const sent = inFlight.get(id);
      if (!sent) continue;
      const mine = pending.get(id) ?? sent;
      const isOurs =
        isSameContent(theirs, sent) || (this.#unanswered.get(id) ?? []).some((cell) => isSameContent(cell, theirs));
      this.#unanswered.delete(id);
      if (isOurs) {
        // An earlier save of ours whose answer was lost.
        this.#versions.set(id, theirs.version);
        if (!isSameContent(theirs, mine)) pending.set(id, { ...mine, version: theirs.version });
      } else {
        pending.delete(id);
        conflicts.set(id, { mine: { ...mine, version: sent.version }, theirs });
      }
    }
    // Set aside and listed: the form has no such cell any more.
    for (const address of result.parked) this.#unanswered.delete(cellId(address));
    for (const { code, key, error, params } of result.refused) {
      const id = cellId({ code, key });
      const cell = inFlight.get(id);
      // What was typed since goes on its own way.
      if (cell && !pending.has(id)) refused.set(id, { cell, failure: { code: error, params } });
    }
    this.#set({
      inFlight: new Map(),
      pending,
      conflicts,
      refused,
      failure: null,
      savedAt: result.savedAt,
      phase: pending.size > 0 ? 'waiting' : 'idle',
    });
    if (taken.length > 0) this.#parts.onSaved?.(taken);
    if (result.parked.length > 0 || result.issueNo !== this.#issueNo) this.#parts.onAmended?.();
    if (pending.size > 0) this.#schedule(batchDelay);
  }

  #fail(failure: ReturnType<typeof failureOf>): void {
    const { inFlight, pending } = this.#state;
    const { kind } = failure;
    if (kind === 'invalid' || failure.code === 'request.too_large') {
      this.#isolate(failure);
      return;
    }
    const isLost = kind === 'unavailable';
    const stopped = kind === 'unauthenticated' ? 'signed_out' : 'blocked';
    if (isLost)
      for (const [id, cell] of inFlight) this.#unanswered.set(id, [...(this.#unanswered.get(id) ?? []), cell]);
    const phase: SavePhase = isLost ? 'offline' : isPaced(failure) ? 'paced' : stopped;
    this.#set({ phase, failure, inFlight: new Map(), pending: new Map([...inFlight, ...pending]) });
    if (isLost) {
      this.#failures += 1;
      this.#schedule(Math.min(longestWait, 1000 * 2 ** (this.#failures - 1)));
    } else if (phase === 'paced') this.#schedule(waitAfter(failure, longestWait) ?? longestWait);
  }

  /** One cell that can't even be read doesn't hold up the others: smaller batches find it, and it is refused alone. */
  #isolate(failure: Failure): void {
    const { inFlight, pending } = this.#state;
    const [id, cell] = [...inFlight][0] ?? [];
    if (inFlight.size === 1 && id !== undefined && cell) {
      const refused = new Map(this.#state.refused);
      if (!pending.has(id)) refused.set(id, { cell, failure });
      this.#set({ phase: pending.size > 0 ? 'waiting' : 'idle', inFlight: new Map(), refused });
      return;
    }
    this.#batchSize = Math.max(1, Math.floor(inFlight.size / 2));
    this.#set({ phase: 'waiting', inFlight: new Map(), pending: new Map([...inFlight, ...pending]) });
  }

  #set(change: Partial<SaveState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onChange(this.#state);
  }
}
