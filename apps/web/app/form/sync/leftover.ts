import type { CellAddress } from '@huibao/domain';
import type { Failure } from '../../client.ts';

/** A text that found no cell, or whose cell holds something else by now: kept and shown until it is taken out. */
export interface Leftover {
  readonly id: string;
  /** Of the block that was pasted, from 1; null for a text found from before a reload. */
  readonly row: number | null;
  readonly col: number | null;
  readonly text: string;
  /** Where it was meant to stand, if anywhere. */
  readonly at: CellAddress | null;
  readonly why: 'outside' | 'other_window' | 'amended' | Failure;
}
