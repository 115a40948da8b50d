import type { Board } from '../outputs.ts';

/** What of a board this window has: asked on from it, only what changed since comes. */
let followed: Board | undefined;

export function followBoard(board: Board): void {
  followed = board;
}

/** Where to ask on from: undefined of a collection whose board this window hasn't. */
export function positionOf(collectionId: string): string | undefined {
  return followed?.id === collectionId ? followed.position : undefined;
}

/** The board as the answer leaves it; undefined where the answer tells of units that this window never had. */
export function boardAfter(answer: Board): Board | undefined {
  const { order } = answer;
  if (!order) return answer;
  const units = new Map([...(followed?.id === answer.id ? followed.units : []), ...answer.units].map((u) => [u.id, u]));
  const inOrder = order.flatMap((id) => units.get(id) ?? []);
  return inOrder.length === order.length ? { ...answer, units: inOrder, order: null } : undefined;
}
