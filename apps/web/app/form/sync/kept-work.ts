import type { CellAddress, CellError } from '@huibao/domain';
import type { KeptShape } from '../../kept-of-tab.ts';
import type { Leftover } from './leftover.ts';
import type { QueuedCell } from './save-queue.ts';

/** A text in a cell that isn't a value: refused as unreadable, or still being typed. */
export interface KeptText extends CellAddress {
  readonly text: string;
  /** Null while it was still being typed. */
  readonly error: CellError | null;
  /** The version of the cell that was seen. */
  readonly version: number;
}

/** What a person has put into one form in one tab, and the server hasn't. */
export interface KeptWork {
  readonly cells: readonly QueuedCell[];
  readonly texts: readonly KeptText[];
  readonly leftovers: readonly Leftover[];
  readonly explanations: readonly { readonly finding: string; readonly text: string; readonly seen: string }[];
}

export const nothingKept: KeptWork = { cells: [], texts: [], leftovers: [], explanations: [] };

export function countKept({ cells, texts, leftovers, explanations }: KeptWork): number {
  return cells.length + texts.length + leftovers.length + explanations.length;
}

function readWork(text: string): KeptWork {
  try {
    const kept = JSON.parse(text) as Partial<Record<keyof KeptWork, unknown>> | null;
    const listOf = (name: keyof KeptWork): readonly unknown[] => {
      const list = kept?.[name];
      return Array.isArray(list) ? (list as readonly unknown[]) : [];
    };
    return {
      cells: listOf('cells').filter(isQueuedCell),
      texts: listOf('texts').filter(isKeptText),
      leftovers: listOf('leftovers').filter(isLeftover),
      explanations: listOf('explanations').filter(isExplanation),
    };
  } catch {
    // Not ours.
    return nothingKept;
  }
}

export const keptWork: KeptShape<KeptWork> = { count: countKept, read: readWork };

function hasTexts<Name extends string>(value: unknown, ...names: readonly Name[]): value is Record<Name, string> {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
}

function isQueuedCell(value: unknown): value is QueuedCell {
  if (!hasTexts(value, 'code', 'key', 'value', 'state', 'source')) return false;
  return (
    typeof (value as Partial<Record<keyof QueuedCell, unknown>>).version === 'number' &&
    ['missing', 'not_applicable', 'value'].includes(value.state) &&
    ['page', 'paste', 'excel'].includes(value.source)
  );
}

function isKeptText(value: unknown): value is KeptText {
  return (
    hasTexts(value, 'code', 'key', 'text') &&
    typeof (value as Partial<Record<keyof KeptText, unknown>>).version === 'number'
  );
}

function isLeftover(value: unknown): value is Leftover {
  return hasTexts(value, 'id', 'text') && 'why' in value;
}

function isExplanation(value: unknown): value is KeptWork['explanations'][number] {
  return hasTexts(value, 'finding', 'text', 'seen');
}
