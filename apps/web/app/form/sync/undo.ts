import type { Cell } from '@huibao/domain';

/** One step of a person's work: a cell typed, a block pasted, a range cleared. */
export interface UndoStep {
  readonly before: readonly Cell[];
  readonly after: readonly Cell[];
}

const depth = 200;

export class UndoStack {
  #past: UndoStep[] = [];
  #future: UndoStep[] = [];

  push(step: UndoStep): void {
    this.#past = [...this.#past.slice(1 - depth), step];
    this.#future = [];
  }

  undo(): readonly Cell[] | null {
    const last = this.#past.pop();
    if (!last) return null;
    this.#future.push(last);
    return last.before;
  }

  redo(): readonly Cell[] | null {
    const next = this.#future.pop();
    if (!next) return null;
    this.#past.push(next);
    return next.after;
  }
}
