import type { Cell } from '@huibao/domain';
import type { Leftover } from './leftover.ts';
import type { Rejected } from './form-state.ts';

/** A cell, with the text in it that couldn't be read. */
export interface Content {
  readonly cell: Cell;
  readonly rejected: Rejected | null;
}

/** One step of a person's work: a cell typed, a block pasted, a range cleared, rows deleted. */
export interface UndoStep {
  readonly before: readonly Content[];
  readonly after: readonly Content[];
  /** Texts that found no place. */
  readonly leftovers: readonly Leftover[];
}

const depth = 200;

export class UndoStack {
  #past: UndoStep[] = [];
  #future: UndoStep[] = [];

  push(step: UndoStep): void {
    this.#past = [...this.#past.slice(1 - depth), step];
    this.#future = [];
  }

  undo(): UndoStep | null {
    const last = this.#past.pop();
    if (last) this.#future.push(last);
    return last ?? null;
  }

  redo(): UndoStep | null {
    const next = this.#future.pop();
    if (next) this.#past.push(next);
    return next ?? null;
  }
}
