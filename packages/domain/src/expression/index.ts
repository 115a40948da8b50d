export * from './check-expression.ts';
export * from './evaluate-expression.ts';
export * from './expression-error.ts';
export type { ExpressionNode, ParsedExpression } from './expression-node.ts';
export { reservedNames } from './expression-node.ts';
export * from './expression-value.ts';
export { parseExpression } from './parse-expression.ts';
