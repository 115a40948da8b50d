import type { BinaryOperator, ExpressionNode } from '../expression/node.ts';
import { ownRow } from '../expression/node.ts';

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '%']);
const comparisons: ReadonlySet<BinaryOperator> = new Set(['==', '!=', '<', '<=', '>', '>=']);

export interface ReadOperand {
  readonly node: ExpressionNode;
  /** Of a side that is worked out: which, where no other comparison has such a one there. */
  readonly side: 'left' | 'right' | null;
}

/**
 * What somebody wants to know the values of who sees that an expression doesn't hold: each thing that it reads, once;
 * what is counted or summed of a list; a side of a comparison that is worked out. Nothing of the rows within a list.
 */
export function operandsOf(root: ExpressionNode): readonly ReadOperand[] {
  const found = new Map<string, ReadOperand>();
  const keep = (node: ExpressionNode, side: ReadOperand['side'] = null): void => {
    found.set(JSON.stringify(node), { node, side });
  };
  const walk = (node: ExpressionNode, bound: ReadonlySet<string>): void => {
    switch (node.op) {
      case 'literal':
        break;
      case 'name':
        if (!bound.has(node.name) && node.name !== 'unit' && node.name !== 'period') keep(node);
        break;
      case 'cell':
      case 'question':
        keep(node);
        break;
      case 'field':
        if (node.of.op !== 'name') walk(node.of, bound);
        else if ((node.of.name === ownRow || node.of.name === 'period') && !bound.has(node.of.name)) keep(node);
        break;
      case 'not':
      case 'negate':
        walk(node.of, bound);
        break;
      case 'list':
        for (const item of node.items) walk(item, bound);
        break;
      case 'list_function':
        walk(node.of, bound);
        if (isFree(node, bound)) keep(node);
        break;
      case 'binary':
        for (const side of ['left', 'right'] as const) {
          const of = node[side];
          walk(of, bound);
          const isWorkedOut = of.op === 'binary' && arithmetic.has(of.operator);
          if (comparisons.has(node.operator) && isWorkedOut && isFree(of, bound)) keep(of, side);
        }
        break;
      case 'choose':
        for (const part of [node.condition, node.then, node.otherwise]) walk(part, bound);
        break;
      case 'macro': {
        walk(node.over, bound);
        const inner = new Set(bound).add(node.variable);
        if (node.where) walk(node.where, inner);
        walk(node.body, inner);
      }
    }
  };
  walk(root, new Set());
  const kept = [...found.values()];
  return kept.map((one) => ({
    ...one,
    side: kept.filter(({ side }) => side === one.side).length > 1 ? null : one.side,
  }));
}

/** Whether it says the same for each row of the lists around it. */
function isFree(node: ExpressionNode, bound: ReadonlySet<string>): boolean {
  if (node.op === 'name') return !bound.has(node.name);
  return Object.values(node).every((part: unknown) =>
    [part]
      .flat()
      .every(
        (one) => typeof one !== 'object' || one === null || !('op' in one) || isFree(one as ExpressionNode, bound),
      ),
  );
}
