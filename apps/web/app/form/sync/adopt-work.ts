import { cellId, type Cell, type CellContent, type CellError } from '@huibao/domain';
import type { Rejected } from './form-state.ts';
import { countKept, type KeptText, type KeptWork } from './kept-work.ts';
import type { Leftover } from './leftover.ts';
import type { QueuedCell } from './save-queue.ts';

/** What a tab has of its own while it takes over another one's work. */
export interface OwnWork {
  readonly contentOf: (id: string) => CellContent;
  /** Its person has put something else there that isn't saved either. */
  readonly isTaken: (id: string) => boolean;
  /** Reads a text as its cell asks; null where there is no such cell. */
  readonly read: (text: KeptText) => CellContent | CellError | null;
}

export interface AdoptedWork {
  readonly queued: readonly QueuedCell[];
  readonly rejected: ReadonlyMap<string, Rejected>;
  readonly leftovers: readonly Leftover[];
  readonly explanations: KeptWork['explanations'];
  readonly count: number;
}

/**
 * Another tab's work as this one goes on with it: on its way again with the versions that were seen; and where both
 * have something for one cell, the other's text beside it.
 */
export function adoptWork(work: KeptWork, own: OwnWork): AdoptedWork {
  const queued = new Map<string, QueuedCell>();
  const rejected = new Map<string, Rejected>();
  const leftovers: Leftover[] = [...work.leftovers];
  const leave = ({ code, key }: Pick<Cell, 'code' | 'key'>, text: string): void => {
    const id = `${cellId({ code, key })} ${text}`;
    leftovers.push({ id, row: null, col: null, text, at: { code, key }, why: 'other_window' });
  };
  for (const cell of work.cells) {
    const id = cellId(cell);
    const now = own.contentOf(id);
    // Saved after all, when only the answer was lost.
    if (now.state === cell.state && now.value === cell.value) continue;
    if (own.isTaken(id)) leave(cell, cell.value);
    else queued.set(id, cell);
  }
  for (const kept of work.texts) {
    const id = cellId(kept);
    const reading = own.read(kept);
    const { code, key, version, text } = kept;
    if (reading === null || own.isTaken(id)) leave(kept, text);
    else if ('code' in reading) rejected.set(id, { text, error: reading });
    // What was still being typed comes after what had been put in before.
    else queued.set(id, { code, key, ...reading, version: queued.get(id)?.version ?? version, source: 'page' });
  }
  const { explanations } = work;
  const count = countKept({ cells: [...queued.values()], texts: [], leftovers, explanations }) + rejected.size;
  return { queued: [...queued.values()], rejected, leftovers, explanations, count };
}
