import type { BinaryOperator, ExpressionNode } from '../expression/node.ts';
import { ownRow } from '../expression/node.ts';

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '%']);
const comparisons: ReadonlySet<BinaryOperator> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/**
 * What somebody wants to know the values of who sees that an expression doesn't hold: each thing that it reads, once;
 * what is counted or summed of a list; a side of a comparison that is worked out. Nothing of the rows within a list.
 */
export function operandsOf(root: ExpressionNode): readonly ExpressionNode[] {
  const found = new Map<string, ExpressionNode>();
  const keep = (node: ExpressionNode): void => {
    found.set(JSON.stringify(node), node);
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
        for (const side of [node.left, node.right]) {
          walk(side, bound);
          const isWorkedOut = side.op === 'binary' && arithmetic.has(side.operator);
          if (comparisons.has(node.operator) && isWorkedOut && isFree(side, bound)) keep(side);
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
  return [...found.values()];
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
