import { ExactDecimal } from '../exact-decimal.ts';
import type { BinaryOperator, ExpressionNode } from './node.ts';
import type { Value } from './value.ts';

/** Which comparisons hold where they nearly do, and whether one does. */
export interface Tolerated {
  readonly comparisons: ReadonlySet<ExpressionNode>;
  /** Whether it holds within the tolerance; where it doesn't, it is judged as it is written. */
  readonly holds: (operator: BinaryOperator, left: Value, right: Value) => boolean;
}

/** Null where there is no tolerance, and each comparison holds exactly or not at all. */
export function tolerated(root: ExpressionNode, tolerance: ExactDecimal | undefined): Tolerated | null {
  if (!tolerance || tolerance.isZero()) return null;
  return {
    comparisons: new Set(outermostComparisons(root)),
    holds: (operator, left, right) => {
      if (!ExactDecimal.isDecimal(left) || !ExactDecimal.isDecimal(right)) return false;
      const over = left.minus(right);
      switch (operator) {
        case '==':
          return over.abs().lte(tolerance);
        case '<=':
          return over.lte(tolerance);
        case '>=':
          return over.gte(tolerance.negated());
        case '<':
          return over.lt(tolerance);
        case '>':
          return over.gt(tolerance.negated());
        default:
          return false;
      }
    },
  };
}

/**
 * What the expression says must hold: what it joins with && and ||, each branch of a choice, and what all rows must
 * fulfil. Whatever stands under a `!`, decides a choice or picks rows is asked exactly: there a tolerance could make
 * fail what holds, and it may only ever make hold what failed. `!=` is exact for the same reason.
 */
export function outermostComparisons(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.op === 'choose') return [...outermostComparisons(node.then), ...outermostComparisons(node.otherwise)];
  if (node.op === 'macro') return node.macro === 'all' ? outermostComparisons(node.body) : [];
  if (node.op !== 'binary') return [];
  if (node.operator === '&&' || node.operator === '||')
    return [...outermostComparisons(node.left), ...outermostComparisons(node.right)];
  return ['==', '<=', '>=', '<', '>'].includes(node.operator) ? [node] : [];
}
