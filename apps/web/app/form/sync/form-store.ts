import {
  cellId,
  isSameContent,
  missingCell,
  parseCellId,
  type Cell,
  type CellContent,
  type CellError,
} from '@huibao/domain';
import type { Failure } from '../../client.ts';
import { adoptWork } from './adopt-work.ts';
import { Explanations } from './explanations.ts';
import { listGone } from './list-gone.ts';
import type { CellEdit, FormState, FormStoreParts, Input, StoredForm } from './form-state.ts';
import { KeptOfTab, keptOfClosedTabs } from '../../kept-of-tab.ts';
import { countKept, keptWork, type KeptText, type KeptWork } from './kept-work.ts';
import type { Leftover } from './leftover.ts';
import type { Place } from './places.ts';
import { SaveQueue, type SaveSource, type ServerCell } from './save-queue.ts';
import { UndoStack, type Content, type UndoStep } from './undo.ts';

/** Text that is being typed is kept this often. */
const keepDelay = 1000;

/** One form in one tab: what its person sees, undoes and saves. React reads it as an external store. */
export class FormStore {
  readonly queue: SaveQueue;
  readonly explanations: Explanations;
  readonly #parts: FormStoreParts;
  #undo = new UndoStack();
  readonly #kept: KeptOfTab<KeptWork>;
  readonly #listeners = new Set<() => void>();
  readonly #settlers = new Set<() => void>();
  /** What the server has, as far as it was read. */
  readonly #server = new Map<string, CellContent>();
  /** Cells read anew while their editor was open: they are shown when it closes. */
  readonly #deferred = new Map<string, ServerCell>();
  #typed: { readonly place: Place; readonly text: string } | null = null;
  #cancelKeeping: (() => void) | null = null;
  #stopListening: () => void = () => undefined;
  #state: FormState;

  constructor(view: StoredForm, userId: string, parts: FormStoreParts) {
    this.#parts = parts;
    this.#kept = new KeptOfTab(parts.storage, `huibao/unsaved/${userId}/${view.id}`, parts.tab, keptWork);
    const cells = new Map<string, Cell>(view.cells.map((cell) => [cellId(cell), cell]));
    const versions = new Map(view.cells.map((cell) => [cellId(cell), cell.version]));
    this.#learn(view.cells);
    this.queue = new SaveQueue(
      {
        ...parts,
        onChange: (save) => this.#set({ save }),
        onSaved: (saved) => {
          this.#learn(saved);
          parts.channel.post({ kind: 'saved', cells: saved });
        },
      },
      versions,
      view,
    );
    this.explanations = new Explanations(
      {
        send: parts.explain,
        failureOf: parts.failureOf,
        later: parts.later,
        onChange: (explanations) => this.#set({ explanations }),
        onSignedOut: () => this.queue.signedOut(),
      },
      view.explanations,
    );
    this.#state = {
      cells,
      rejected: new Map(),
      leftovers: [],
      explanations: this.explanations.state,
      save: this.queue.state,
      typing: null,
      restored: 0,
      elsewhere: 0,
      isKept: true,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): FormState => this.#state;

  /** Whatever its person has put in and the server hasn't: nothing says “saved” while it is more than none. */
  get unsaved(): number {
    const { rejected, leftovers, typing } = this.#state;
    return (
      this.queue.unsaved +
      rejected.size +
      leftovers.length +
      this.explanations.unsaved().length +
      (typing === null ? 0 : 1)
    );
  }

  contentOf(id: string): CellContent {
    const { state, value } = this.#state.cells.get(id) ?? missingCell;
    return { state, value };
  }

  /** Changes cells as one step that can be undone; those that stay as they were aren't sent. */
  edit(edits: readonly CellEdit[], source: SaveSource): void {
    this.put({ edits, refused: [], leftovers: [] }, source);
  }

  reject(place: Place, text: string, error: CellError): void {
    this.put({ edits: [], refused: [{ place, text, error }], leftovers: [] }, 'page');
  }

  put({ edits, refused, leftovers }: Input, source: SaveSource): void {
    const after: Content[] = [
      ...edits
        .filter(({ place }) => !place.isLocked)
        .map(({ place, content }) => ({ cell: { ...place.address, ...content }, rejected: null })),
      ...refused.map(({ place, text, error }) => ({
        cell: { ...place.address, ...this.contentOf(place.id) },
        rejected: { text, error },
      })),
    ];
    this.#take(after, leftovers, source);
  }

  /** A cell outside the grid's places: a register's own answer, or its rows. */
  editCells(after: readonly Cell[]): void {
    this.#take(
      after.map((cell) => ({ cell, rejected: null })),
      [],
      'page',
    );
  }

  #take(wanted: readonly Content[], leftovers: readonly Leftover[], source: SaveSource): void {
    const after = wanted.filter(
      (content) =>
        !isSame(content, this.#contentAt(content.cell)) || this.failureAt(cellId(content.cell)) !== undefined,
    );
    if (after.length === 0 && leftovers.length === 0) return;
    this.#undo.push({ before: after.map(({ cell }) => this.#contentAt(cell)), after, leftovers });
    this.#set({ leftovers: [...this.#state.leftovers, ...leftovers] });
    this.#apply(after, source);
  }

  #contentAt({ code, key }: Pick<Cell, 'code' | 'key'>): Content {
    const id = cellId({ code, key });
    return { cell: { code, key, ...this.contentOf(id) }, rejected: this.#state.rejected.get(id) ?? null };
  }

  /** The cells that it changed, for leading there; none where there is nothing to undo. */
  undo(): readonly string[] {
    return this.#replay(this.#undo.undo(), 'before');
  }

  redo(): readonly string[] {
    return this.#replay(this.#undo.redo(), 'after');
  }

  /** What somebody has changed since the step stays as it is now. */
  #replay(step: UndoStep | null, side: 'before' | 'after'): readonly string[] {
    if (!step) return [];
    const other = side === 'before' ? step.after : step.before;
    const wanted = step[side].filter((_, index) => {
      const left = other[index];
      return left !== undefined && isSame(left, this.#contentAt(left.cell));
    });
    const ids = new Set(step.leftovers.map(({ id }) => id));
    const others = this.#state.leftovers.filter(({ id }) => !ids.has(id));
    this.#set({ leftovers: side === 'before' ? others : [...others, ...step.leftovers] });
    this.#apply(wanted, 'page');
    return wanted.map(({ cell }) => cellId(cell));
  }

  /** Theirs stands; undoing brings mine back. */
  takeTheirs(id: string): void {
    const conflict = this.queue.takeTheirs(id);
    if (!conflict) return;
    const { code, key, state, value } = conflict.theirs;
    const theirs: Cell = { code, key, state, value };
    const before = [this.#contentAt(theirs)];
    this.#undo.push({ before, after: [{ cell: theirs, rejected: null }], leftovers: [] });
    this.#set({ cells: new Map(this.#state.cells).set(id, theirs) });
  }

  /** Takes out a text that found no place. */
  takeOut(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.#set({ leftovers: this.#state.leftovers.filter(({ id }) => !gone.has(id)) });
  }

  /** Takes the text that couldn't be read out of its cell, which shows its value again. */
  takeOutRejected(id: string): void {
    this.#take([{ ...this.#contentAt(parseCellId(id)), rejected: null }], [], 'page');
  }

  /** Gives up what the server refused; its own value is shown again. */
  takeOutRefused(id: string): void {
    const content = this.#server.get(id) ?? missingCell;
    this.#set({ cells: new Map(this.#state.cells).set(id, { ...parseCellId(id), ...content }) });
    this.queue.forgetRefused(id);
  }

  /** The grid's editor: what it holds, or that it holds nothing any more. */
  setTyping(typed: { readonly place: Place; readonly text: string } | null): void {
    const typing = typed?.place.id ?? null;
    this.#typed = typed;
    if (typed) this.#keepSoon();
    if (typing === this.#state.typing) return;
    this.#set({ typing });
    this.#showDeferred();
    if (typing === null) this.#keep();
  }

  /** Who holds text that isn't in its cell yet puts it there when asked to. */
  onSettle(settle: () => void): () => void {
    this.#settlers.add(settle);
    return () => this.#settlers.delete(settle);
  }

  settle(): void {
    for (const settle of this.#settlers) settle();
  }

  /** Everything on its way at once: what is still in an editor, the queue, the explanations. */
  readonly saveAll = async (): Promise<void> => {
    this.settle();
    await this.queue.flush();
    await this.explanations.saveAll();
    await this.gather();
  };

  /** Listens to the form's other tabs, and takes over what closed ones have left. */
  start(): () => void {
    this.#stopListening = this.#parts.channel.listen((message) => {
      if (message.kind === 'who_is_here') this.#parts.channel.post({ kind: 'here', tab: this.#parts.tab });
      else if (message.kind === 'saved') this.#show(message.cells);
    });
    void this.gather();
    return () => this.#stopListening();
  }

  countElsewhere(): void {
    const elsewhere = [...this.#kept.others().values()].reduce((sum, work) => sum + countKept(work), 0);
    if (elsewhere !== this.#state.elsewhere) this.#set({ elsewhere });
  }

  /** Asks the other tabs whether they are there, and takes over what those keep that aren't. */
  async gather(): Promise<void> {
    const closed = await keptOfClosedTabs(this.#kept, this.#parts.channel, this.#parts.later);
    for (const [tab, work] of closed) {
      this.#adopt(work);
      this.#kept.forget(tab);
    }
    this.countElsewhere();
  }

  #adopt(work: KeptWork): void {
    const { queued, rejected, leftovers, explanations, count } = adoptWork(work, {
      contentOf: (id) => this.contentOf(id),
      isTaken: (id) => this.queue.isUnsaved(id) || this.#state.rejected.has(id) || this.#state.typing === id,
      read: this.#parts.read,
    });
    const known = new Set(this.#state.leftovers.map(({ id }) => id));
    const cells = new Map(this.#state.cells);
    for (const { code, key, state, value } of queued) cells.set(cellId({ code, key }), { code, key, state, value });
    this.#set({
      cells,
      rejected: new Map([...this.#state.rejected, ...rejected]),
      leftovers: [...this.#state.leftovers, ...leftovers.filter(({ id }) => !known.has(id))],
      restored: this.#state.restored + count,
    });
    for (const { finding, text, seen } of explanations) this.explanations.restore(finding, text, seen);
    if (queued.length > 0) this.queue.restore(queued);
  }

  /**
   * The server's cells as read anew: they stand, except those still on their way. Where the form was amended meanwhile,
   * whatever is still in an editor is put in first, as it was typed; `hasCell` says which cells the form has now.
   */
  refresh(view: StoredForm, hasCell: (id: string) => boolean = () => true): void {
    if (view.issueNo !== this.queue.issueNo) this.#seeAmended(view.issueNo, hasCell);
    this.#show(view.cells);
    this.queue.seeSaved(view.savedAt);
    this.explanations.refresh(view.explanations);
  }

  #seeAmended(issueNo: number, hasCell: (id: string) => boolean): void {
    this.settle();
    this.queue.seeIssue(issueNo);
    // Steps back lead into a form that isn't there.
    this.#undo = new UndoStack();
    this.#set(listGone(this.#state, hasCell));
    // What stood in conflict with a colleague's is set aside beside theirs.
    for (const id of this.#state.save.conflicts.keys()) if (!hasCell(id)) this.queue.keepMine(id);
  }

  #learn(cells: readonly ServerCell[]): void {
    for (const cell of cells) this.#server.set(cellId(cell), { state: cell.state, value: cell.value });
  }

  #show(shown: readonly ServerCell[]): void {
    this.#learn(shown);
    const cells = new Map(this.#state.cells);
    for (const cell of shown) {
      const id = cellId(cell);
      // A view read before our last save was acknowledged is older than what we have.
      if (this.queue.isUnsaved(id) || cell.version < this.queue.versionOf(id)) continue;
      // Who is typing into it has not seen the newer value: it is to be a conflict, and not overwritten.
      if (this.#state.typing === id) this.#deferred.set(id, cell);
      else {
        this.queue.learn(id, cell.version);
        cells.set(id, cell);
      }
    }
    this.#set({ cells });
  }

  #showDeferred(): void {
    const cells = [...this.#deferred.values()];
    this.#deferred.clear();
    // Those of the cell that is being typed into now go back to wait.
    if (cells.length > 0) this.#show(cells);
  }

  failureAt(id: string): Failure | undefined {
    return this.#state.save.refused.get(id)?.failure;
  }

  #apply(contents: readonly Content[], source: SaveSource): void {
    const cells = new Map(this.#state.cells);
    const rejected = new Map(this.#state.rejected);
    const sent = contents.filter(({ cell }) => {
      const now = this.contentOf(cellId(cell));
      return now.state !== cell.state || now.value !== cell.value || this.failureAt(cellId(cell)) !== undefined;
    });
    for (const { cell, rejected: text } of contents) {
      const id = cellId(cell);
      cells.set(id, cell);
      if (text) rejected.set(id, text);
      else rejected.delete(id);
    }
    this.#set({ cells, rejected });
    if (sent.length > 0)
      this.queue.add(
        sent.map(({ cell }) => cell),
        source,
      );
  }

  #keepSoon(): void {
    this.#cancelKeeping ??= this.#parts.later(() => {
      this.#cancelKeeping = null;
      this.#keep();
    }, keepDelay);
  }

  #keep(): void {
    const { rejected, leftovers } = this.#state;
    const versionOf = (id: string): number => this.queue.versionOf(id);
    const typed = this.#typed;
    const isKept = this.#kept.write({
      cells: this.queue.unsavedCells(),
      texts: [
        ...[...rejected].map(([id, { text, error }]): KeptText => ({
          ...parseCellId(id),
          text,
          error,
          version: versionOf(id),
        })),
        ...(typed
          ? [{ ...typed.place.address, text: typed.text, error: null, version: versionOf(typed.place.id) }]
          : []),
      ],
      leftovers,
      explanations: this.explanations.unsaved(),
    });
    if (isKept !== this.#state.isKept) this.#set({ isKept });
  }

  #set(change: Partial<FormState>): void {
    this.#state = { ...this.#state, ...change };
    // What is unsaved is kept where a reload finds it.
    if ('save' in change || 'rejected' in change || 'leftovers' in change || 'explanations' in change) this.#keep();
    for (const listener of this.#listeners) listener();
  }
}

function isSame(a: Content, b: Content): boolean {
  return (
    isSameContent(a.cell, b.cell) &&
    a.rejected?.text === b.rejected?.text &&
    a.rejected?.error.code === b.rejected?.error.code
  );
}
