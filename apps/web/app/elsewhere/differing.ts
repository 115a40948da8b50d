import { cellId, contentAt, ExactDecimal, isDecimalText, totalOf, type CellMap } from '@huibao/domain';
import type { RevisionView } from '../outputs.ts';

type Told = RevisionView['told'][number];

/** What another programme says for the same days, where these cells say something else. */
export interface Differing extends Told {
  /** Of the cells that it is about. */
  readonly ids: readonly string[];
}

/** Of answered cells alone: what is empty is offered, not doubted. */
export function differingFrom(told: readonly Told[], cells: CellMap): readonly Differing[] {
  return told.flatMap((one) => {
    const contents = one.keys.map((key) => contentAt(cells, one.code, key));
    const [only] = contents;
    if (!only || contents.some(({ state }) => state !== 'value')) return [];
    const here = contents.length === 1 ? only.value : totalOf(contents);
    if (here === null || isSame(here, one.value)) return [];
    return [{ ...one, ids: one.keys.map((key) => cellId({ code: one.code, key })) }];
  });
}

function isSame(one: string, other: string): boolean {
  if (!isDecimalText(one) || !isDecimalText(other)) return one === other;
  return new ExactDecimal(one).equals(other);
}
