import { ExpressionError } from './error.ts';
import type { ExpressionNode, ParsedExpression } from './node.ts';

export type ScalarType = 'number' | 'boolean' | 'string';

/** `any` is the element of an empty list. */
export type ExpressionType =
  ScalarType | { readonly list: ExpressionType | 'any' } | { readonly row: ReadonlyMap<string, ScalarType> };

/** Types of what a form offers: elements by code, registers as lists of rows. */
export type TypeScope = ReadonlyMap<string, ExpressionType>;

const contextFields: ReadonlyMap<string, ReadonlyMap<string, ScalarType>> = new Map([
  [
    'period',
    new Map<string, ScalarType>([
      ['startsOn', 'string'],
      ['endsOn', 'string'],
      ['yearStartsOn', 'string'],
      ['ordinal', 'number'],
    ]),
  ],
  [
    'unit',
    new Map<string, ScalarType>([
      ['kind', 'string'],
      ['schoolType', 'string'],
      ['ownership', 'string'],
      ['sectionCode', 'string'],
    ]),
  ],
]);

/**
 * The type of an expression's result, every branch checked before anything is evaluated.
 * @throws {ExpressionError} `unknown_name`, `unknown_field` or `wrong_type`.
 */
export function checkExpression(expression: ParsedExpression, scope: TypeScope): ExpressionType {
  return typeOf(expression.root, scope);
}

function typeOf(node: ExpressionNode, scope: TypeScope): ExpressionType {
  switch (node.op) {
    case 'literal':
      return typeof node.value === 'string' ? 'string' : typeof node.value === 'boolean' ? 'boolean' : 'number';
    case 'name':
      return node.name === 'year' ? 'number' : known(scope, node.name);
    case 'field':
      return fieldType(node, scope);
    case 'cell': {
      const type = known(scope, node.code);
      if (node.source === 'yearToDate') return expect(type, 'number');
      return scalar(type);
    }
    case 'question':
      known(scope, node.code);
      return 'boolean';
    case 'list':
      return { list: node.items.map((item) => typeOf(item, scope)).reduce<ExpressionType | 'any'>(unify, 'any') };
    case 'not':
      return expect(typeOf(node.of, scope), 'boolean');
    case 'negate':
      return expect(typeOf(node.of, scope), 'number');
    case 'binary':
      return binaryType(node, scope);
    case 'choose': {
      expect(typeOf(node.condition, scope), 'boolean');
      const type = unify(typeOf(node.then, scope), typeOf(node.otherwise, scope));
      if (type === 'any') throw wrong('branches');
      return type;
    }
    case 'list_function':
      return listFunctionType(node, scope);
    case 'macro': {
      const item = itemOf(typeOf(node.over, scope));
      const inner = item === 'any' ? scope : new Map(scope).set(node.variable, item);
      if (node.where) expect(typeOf(node.where, inner), 'boolean');
      const body = typeOf(node.body, inner);
      if (node.macro === 'map') return { list: body };
      expect(body, 'boolean');
      return node.macro === 'filter' ? { list: item } : 'boolean';
    }
  }
}

function fieldType(node: Extract<ExpressionNode, { op: 'field' }>, scope: TypeScope): ExpressionType {
  const fields = node.of.op === 'name' && !scope.has(node.of.name) ? contextFields.get(node.of.name) : undefined;
  const row = fields ?? rowOf(typeOf(node.of, scope));
  const type = row.get(node.field);
  if (!type) throw new ExpressionError('unknown_field', node.field);
  return type;
}

function listFunctionType(node: Extract<ExpressionNode, { op: 'list_function' }>, scope: TypeScope): ExpressionType {
  const type = typeOf(node.of, scope);
  if (node.name === 'size' && type === 'string') return 'number';
  const item = itemOf(type);
  if (node.name === 'size') return 'number';
  if (node.name === 'sum') return item === 'any' ? 'number' : expect(item, 'number');
  return { list: item === 'any' ? 'any' : scalar(item) };
}

function binaryType(node: Extract<ExpressionNode, { op: 'binary' }>, scope: TypeScope): ExpressionType {
  const left = typeOf(node.left, scope);
  const right = typeOf(node.right, scope);
  switch (node.operator) {
    case '&&':
    case '||':
      expect(left, 'boolean');
      return expect(right, 'boolean');
    case '==':
    case '!=':
      expect(right, scalar(left));
      return 'boolean';
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (left === 'boolean') throw wrong('an order of booleans');
      expect(right, scalar(left));
      return 'boolean';
    case 'in':
      unify(itemOf(right), scalar(left));
      return 'boolean';
    case '+':
      if (left === 'string') return expect(right, 'string');
      expect(left, 'number');
      return expect(right, 'number');
    case '-':
    case '*':
    case '/':
    case '%':
      expect(left, 'number');
      return expect(right, 'number');
  }
}

function known(scope: TypeScope, name: string): ExpressionType {
  const type = scope.get(name);
  if (!type) throw new ExpressionError('unknown_name', name);
  return type;
}

function expect<T extends ScalarType>(type: ExpressionType | 'any', wanted: T): T {
  if (type !== wanted) throw wrong(`${describe(type)} where ${wanted} belongs`);
  return wanted;
}

function scalar(type: ExpressionType): ScalarType {
  if (typeof type !== 'string') throw wrong('a list or a row where a single value belongs');
  return type;
}

function itemOf(type: ExpressionType): ExpressionType | 'any' {
  if (typeof type === 'object' && 'list' in type) return type.list;
  throw wrong(`${describe(type)} where a list belongs`);
}

function rowOf(type: ExpressionType): ReadonlyMap<string, ScalarType> {
  if (typeof type === 'object' && 'row' in type) return type.row;
  throw wrong(`${describe(type)} where a row belongs`);
}

function unify(left: ExpressionType | 'any', right: ExpressionType | 'any'): ExpressionType | 'any' {
  if (left === 'any') return right;
  if (right === 'any' || left === right) return left;
  if (typeof left === 'object' && typeof right === 'object' && 'list' in left && 'list' in right)
    return { list: unify(left.list, right.list) };
  throw wrong(`${describe(left)} beside ${describe(right)}`);
}

function describe(type: ExpressionType | 'any'): string {
  if (typeof type === 'string') return type;
  return 'list' in type ? 'list' : 'row';
}

function wrong(detail: string): ExpressionError {
  return new ExpressionError('wrong_type', detail);
}
