import { cellId, type Cell } from '@huibao/domain';

/** A cell that says something else than before; null is missing. */
export interface CellDifference {
  readonly cell: string;
  readonly before: Cell | null;
  readonly after: Cell | null;
}

/** Cells that differ, with what each says. */
export function differences(before: readonly Cell[], after: readonly Cell[]): readonly CellDifference[] {
  const old = new Map(before.map((cell) => [cellId(cell), cell]));
  const current = new Map(after.map((cell) => [cellId(cell), cell]));
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((cell) => {
    const [was, is] = [old.get(cell) ?? null, current.get(cell) ?? null];
    return was?.state === is?.state && was?.value === is?.value ? [] : [{ cell, before: was, after: is }];
  });
}
