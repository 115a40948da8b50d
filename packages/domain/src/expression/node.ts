import type { ExactDecimal } from '../exact-decimal.ts';
import type { CellSource } from './value.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | 'in';

export type Macro = 'filter' | 'map' | 'exists' | 'all';

export type ListFunction = 'size' | 'sum' | 'distinct';

export type CellQuestion = 'isAnswered' | 'isNotApplicable';

/** Our own small tree: what we don't name here can't be evaluated. */
export type ExpressionNode =
  | { readonly op: 'literal'; readonly value: ExactDecimal | boolean | string }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'field'; readonly of: ExpressionNode; readonly field: string }
  | { readonly op: 'list'; readonly items: readonly ExpressionNode[] }
  | { readonly op: 'not' | 'negate'; readonly of: ExpressionNode }
  | {
      readonly op: 'binary';
      readonly operator: BinaryOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly op: 'choose';
      readonly condition: ExpressionNode;
      readonly then: ExpressionNode;
      readonly otherwise: ExpressionNode;
    }
  | { readonly op: 'list_function'; readonly name: ListFunction; readonly of: ExpressionNode }
  | { readonly op: 'cell'; readonly source: CellSource; readonly code: string; readonly key: string | null }
  | { readonly op: 'question'; readonly name: CellQuestion; readonly code: string; readonly key: string | null }
  | {
      readonly op: 'macro';
      readonly macro: Macro;
      readonly over: ExpressionNode;
      readonly variable: string;
      readonly where: ExpressionNode | null;
      readonly body: ExpressionNode;
    };

export interface ParsedExpression {
  readonly source: string;
  readonly root: ExpressionNode;
  /** Free names, without `period`, `year`, `unit` and the macros' own variables. */
  readonly names: ReadonlySet<string>;
  /** Codes given to valueAt(), previous(), lastYear(), yearToDate(), isAnswered(), isNotApplicable(). */
  readonly cellCodes: ReadonlySet<string>;
  /** Columns of the row that a register's column stands in: `row.kind`. */
  readonly ownColumns: ReadonlySet<string>;
  /** Where a name, a field's point or a text begins in the source; of a question about a cell its code and its key. */
  readonly places: ReadonlyMap<ExpressionNode, readonly number[]>;
}

/** What a register's column calls the row that it stands in. */
export const ownRow = 'row';

/** It and all that it is made of. */
export function nodesIn(node: ExpressionNode): readonly ExpressionNode[] {
  const parts: readonly unknown[] = Object.values(node).flat();
  return [
    node,
    ...parts.flatMap((one) =>
      typeof one === 'object' && one !== null && 'op' in one ? nodesIn(one as ExpressionNode) : [],
    ),
  ];
}

/** Whether it reads anything but this period's cells and the unit. */
export function readsOtherPeriods(root: ExpressionNode): boolean {
  return nodesIn(root).some(
    (node) =>
      (node.op === 'name' && (node.name === 'period' || node.name === 'year')) ||
      (node.op === 'cell' && node.source !== 'valueAt'),
  );
}

export const reservedNames: ReadonlySet<string> = new Set(['period', 'year', 'unit', 'true', 'false', 'null', 'in']);
