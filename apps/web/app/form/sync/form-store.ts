import { cellId, missingCell, type Cell, type CellContent, type CellError } from '@huibao/domain';
import type { Failure } from '../../client.ts';
import { keptCellsOf } from './kept-cells.ts';
import type { Place } from './places.ts';
import { SaveQueue, type SaveQueueParts, type SaveSource, type SaveState } from './save-queue.ts';
import { UndoStack } from './undo.ts';
import type { SubmissionView } from './view.ts';

export interface CellEdit {
  readonly place: Place;
  readonly content: CellContent;
}

/** Typed text that can't be read; it stays in its cell, unsaved, until it is mended. */
export interface Rejected {
  readonly text: string;
  readonly error: CellError;
}

export interface FormState {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly rejected: ReadonlyMap<string, Rejected>;
  readonly save: SaveState;
  /** Cells found unsaved from before a reload. */
  readonly restored: number;
}

/** One form in one browser: what its person sees, undoes and saves. React reads it as an external store. */
export class FormStore {
  readonly queue: SaveQueue;
  readonly #undo = new UndoStack();
  #lastRejected: string | null = null;
  readonly #kept: ReturnType<typeof keptCellsOf>;
  readonly #listeners = new Set<() => void>();
  #state: FormState;

  constructor(view: SubmissionView, userId: string, parts: Pick<SaveQueueParts, 'send' | 'failureOf' | 'later'>) {
    this.#kept = keptCellsOf(userId, view.id);
    const cells = new Map<string, Cell>(view.cells.map((cell) => [cellId(cell), cell]));
    const versions = new Map(view.cells.map((cell) => [cellId(cell), cell.version]));
    this.queue = new SaveQueue({ ...parts, onChange: (save) => this.#saved(save) }, versions, view.savedAt);
    this.#state = { cells, rejected: new Map(), save: this.queue.state, restored: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): FormState => this.#state;

  get unsaved(): number {
    return this.queue.unsaved + this.#state.rejected.size;
  }

  contentOf(id: string): Pick<Cell, 'state' | 'value'> {
    return this.#state.cells.get(id) ?? missingCell;
  }

  /** Changes cells as one step that can be undone; those that stay as they were aren't sent. */
  edit(edits: readonly CellEdit[], source: SaveSource): void {
    const changed = edits.filter(({ place, content }) => {
      const now = this.contentOf(place.id);
      return !place.isLocked && (now.state !== content.state || now.value !== content.value);
    });
    this.#forgetRejected(edits.map(({ place }) => place.id));
    if (changed.length === 0) return;
    const after = changed.map(({ place, content }): Cell => ({ ...place.address, ...content }));
    const before = changed.map(({ place }): Cell => ({ ...place.address, ...this.contentOf(place.id) }));
    this.#undo.push({ before, after });
    this.#apply(after, source);
  }

  /** A cell outside the grid's places: a register's own answer, or its rows. */
  editCells(after: readonly Cell[]): void {
    const before = after.map((cell): Cell => ({
      code: cell.code,
      key: cell.key,
      ...pick(this.contentOf(cellId(cell))),
    }));
    this.#undo.push({ before, after });
    this.#apply(after, 'page');
  }

  reject(place: Place, text: string, error: CellError): void {
    this.#lastRejected = place.id;
    this.#set({ rejected: new Map(this.#state.rejected).set(place.id, { text, error }) });
  }

  undo(): readonly Cell[] | null {
    // Text that couldn't be read was no step yet: undoing takes it away first.
    const { cells } = this.#state;
    if (this.#lastRejected !== null && this.#state.rejected.has(this.#lastRejected)) {
      const cell = cells.get(this.#lastRejected);
      this.#forgetRejected([this.#lastRejected]);
      return cell ? [cell] : [];
    }
    return this.#replay(this.#undo.undo());
  }

  redo(): readonly Cell[] | null {
    return this.#replay(this.#undo.redo());
  }

  #replay(cells: readonly Cell[] | null): readonly Cell[] | null {
    if (cells)
      this.#apply(
        cells.map(({ code, key, state, value }) => ({ code, key, state, value })),
        'page',
      );
    return cells;
  }

  takeTheirs(id: string): void {
    const conflict = this.queue.takeTheirs(id);
    if (conflict) this.#set({ cells: new Map(this.#state.cells).set(id, conflict.theirs) });
  }

  /** What was typed before a reload and never acknowledged goes on its way again. */
  restore(): void {
    const kept = this.#kept.read().filter((cell) => {
      const now = this.contentOf(cellId(cell));
      return now.state !== cell.state || now.value !== cell.value;
    });
    this.#kept.write(kept);
    if (kept.length === 0) return;
    const cells = new Map(this.#state.cells);
    for (const cell of kept) cells.set(cellId(cell), cell);
    this.#set({ cells, restored: kept.length });
    this.queue.restore(kept);
  }

  /** The server's cells as read anew: they stand, except those still on their way. Rows keep their order. */
  refresh(view: SubmissionView): void {
    const { pending, inFlight, conflicts } = this.#state.save;
    const cells = new Map(this.#state.cells);
    for (const cell of view.cells) {
      const id = cellId(cell);
      const isOurs = pending.has(id) || inFlight.has(id) || conflicts.has(id);
      // A view read before our last save was acknowledged is older than what we have.
      if (isOurs || cell.version < this.queue.versionOf(id)) continue;
      this.queue.learn(id, cell.version);
      cells.set(id, cell);
    }
    this.#set({ cells });
  }

  failureAt(id: string): Failure | undefined {
    return this.#state.save.refused.get(id);
  }

  #apply(cells: readonly Cell[], source: SaveSource): void {
    this.#lastRejected = null;
    const next = new Map(this.#state.cells);
    for (const cell of cells) next.set(cellId(cell), cell);
    this.#forgetRejected(cells.map(cellId));
    this.#set({ cells: next });
    this.queue.add(cells, source);
  }

  #forgetRejected(ids: readonly string[]): void {
    if (!ids.some((id) => this.#state.rejected.has(id))) return;
    const rejected = new Map(this.#state.rejected);
    for (const id of ids) rejected.delete(id);
    this.#set({ rejected });
  }

  #saved(save: SaveState): void {
    this.#kept.write([...save.inFlight.values(), ...save.pending.values()]);
    this.#set({ save });
  }

  #set(change: Partial<FormState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function pick({ state, value }: Pick<Cell, 'state' | 'value'>): Pick<Cell, 'state' | 'value'> {
  return { state, value };
}
