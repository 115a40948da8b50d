import type { InlineNode } from '../report/definition.ts';
import { figure, oneDecimal, some, when, zero } from './prose-parts.ts';

interface Settling {
  readonly due: string;
  readonly carried: string;
  readonly found: string;
  readonly settled: string;
  readonly share: string;
  /** How this year's came to be known: 自查发现. */
  readonly foundBy: string;
}

/**
 * Clauses on problems and what became of them, each with its comma before it: a share stands with both its parts, what
 * was due with where it came from.
 */
export function settlingClauses({ due, carried, found, settled, share, foundBy }: Settling): readonly InlineNode[] {
  return [
    when(some(due), '，应整改问题', figure(due)),
    when(some(due, carried, found), '（上年结转', figure(carried), `、${foundBy}`, figure(found), '）'),
    when([...some(due, found), ...zero(carried)], `（均为${foundBy}）`),
    when([...some(due, carried), ...zero(found)], '（均为上年结转）'),
    when(some(due, settled), '，整改到位', figure(settled)),
    when(some(due, settled, share), '，整改率', figure(share, oneDecimal)),
    when([...some(due), ...zero(settled)], '，尚未整改到位'),
    when(zero(due), '，未发现需整改的问题'),
  ];
}
