import { ExactDecimal } from '../exact-decimal.ts';
import { ExpressionError } from './error.ts';
import { ownRow, type BinaryOperator, type ExpressionNode, type ParsedExpression } from './node.ts';
import { tolerated, type Tolerated } from './tolerance.ts';
import type { ExpressionScope, MissingStrategy, Outcome, Row, Value } from './value.ts';
import { MissingOperand } from './value.ts';

const maxSteps = 100_000;
const maxListLength = 5000;
const maxTextLength = 20_000;

/** No value, inside an evaluation: contagious, but for `false && …`, `true || …` and the branch not taken. */
const none = Symbol('none');

type Result = Value | typeof none;
type Bindings = ReadonlyMap<string, Value>;

const noBindings: Bindings = new Map();

/** @throws {ExpressionError} on operands of the wrong kind, on unknown names, and over the bounds. */
export function evaluateExpression(
  expression: Pick<ParsedExpression, 'root'>,
  scope: ExpressionScope,
  strategy: MissingStrategy,
  tolerance?: ExactDecimal,
): Outcome {
  return new Evaluator(scope, strategy, tolerated(expression.root, tolerance)).run(expression.root, noBindings);
}

/** Judges the body of `register.all(row, …)` row by row, so that a finding can point at the rows that fail. */
export function listFailingRows(
  expression: ParsedExpression,
  scope: ExpressionScope,
  strategy: MissingStrategy,
  tolerance?: ExactDecimal,
): { readonly register: string; readonly rows: readonly number[] } | undefined {
  const { root } = expression;
  if (root.op !== 'macro' || root.macro !== 'all' || root.over.op !== 'name') return undefined;
  const list = scope.readName(root.over.name);
  if (!Array.isArray(list)) return undefined;
  const rows = (list as readonly Value[]).flatMap((item, index) => {
    const outcome = new Evaluator(scope, strategy, tolerated(root.body, tolerance)).run(
      root.body,
      new Map([[root.variable, item]]),
    );
    return outcome.kind === 'value' && outcome.value === false ? [index] : [];
  });
  return { register: root.over.name, rows };
}

class Evaluator {
  readonly #scope: ExpressionScope;
  readonly #strategy: MissingStrategy;
  #tolerated: Tolerated | null;
  #steps = 0;
  /** How many operands it met so far. */
  #met = { answered: 0, blank: 0, notApplicable: 0 };

  constructor(scope: ExpressionScope, strategy: MissingStrategy, isTolerated: Tolerated | null) {
    this.#scope = scope;
    this.#strategy = strategy;
    this.#tolerated = isTolerated;
  }

  run(root: ExpressionNode, bindings: Bindings): Outcome {
    const result = this.#evaluate(root, bindings);
    const { answered, blank, notApplicable } = this.#met;
    const missing = blank + notApplicable;
    const isSkipped =
      this.#strategy === 'skip_any' ? missing > 0 : this.#strategy === 'skip_all' && missing > 0 && answered === 0;
    if (result === none || isSkipped) return { kind: 'missing', isNotApplicable: notApplicable > 0 && blank === 0 };
    return { kind: 'value', value: result };
  }

  /** What goes through a list by itself takes a step for each of its items, as a macro does. */
  #spend(steps: number): void {
    this.#steps += steps;
    const { budget } = this.#scope;
    if (budget) budget.left -= steps;
    if (this.#steps > maxSteps || (budget && budget.left < 0))
      throw new ExpressionError('too_many_steps', `more than ${maxSteps}`);
  }

  #evaluate(node: ExpressionNode, bindings: Bindings): Result {
    this.#spend(1);
    switch (node.op) {
      case 'literal':
        return node.value;
      case 'name':
        return bindings.get(node.name) ?? this.#operand(this.#scope.readName(node.name), node.name);
      case 'field':
        return this.#field(node, bindings);
      case 'cell':
        return this.#operand(this.#scope.readCell(node.source, node.code, node.key), node.code);
      case 'question':
        return node.name === 'isAnswered'
          ? this.#scope.isAnswered(node.code, node.key)
          : this.#scope.isNotApplicable(node.code, node.key);
      case 'list':
        return this.#list(node.items, bindings);
      case 'not': {
        const value = this.#evaluate(node.of, bindings);
        return value === none ? none : !asBoolean(value);
      }
      case 'negate': {
        const value = this.#evaluate(node.of, bindings);
        return value === none ? none : asNumber(value).negated();
      }
      case 'binary':
        return this.#binary(node, bindings);
      case 'choose': {
        const condition = this.#evaluate(node.condition, bindings);
        if (condition === none) return none;
        return this.#evaluate(asBoolean(condition) ? node.then : node.otherwise, bindings);
      }
      case 'list_function': {
        const value = this.#evaluate(node.of, bindings);
        if (value === none) return none;
        if (node.name !== 'size') this.#spend(asList(value).length);
        return applyListFunction(node.name, value);
      }
      case 'macro':
        return this.#macro(node, bindings);
    }
  }

  #operand(operand: Value | MissingOperand | undefined, name: string): Result {
    if (operand === undefined) throw new ExpressionError('unknown_name', name);
    if (!(operand instanceof MissingOperand)) {
      this.#meet('answered');
      return operand;
    }
    this.#meet(operand.isNotApplicable ? 'notApplicable' : 'blank');
    return this.#strategy === 'skip_any' ? none : operand.fallback;
  }

  #meet(operand: 'answered' | 'blank' | 'notApplicable'): void {
    // A new one each time, all of one shape: whoever kept the one before still has it.
    const { answered, blank, notApplicable } = this.#met;
    this.#met = {
      answered: operand === 'answered' ? answered + 1 : answered,
      blank: operand === 'blank' ? blank + 1 : blank,
      notApplicable: operand === 'notApplicable' ? notApplicable + 1 : notApplicable,
    };
  }

  #field(node: Extract<ExpressionNode, { op: 'field' }>, bindings: Bindings): Result {
    if (
      node.of.op === 'name' &&
      !bindings.has(node.of.name) &&
      (node.of.name === 'period' || node.of.name === 'unit' || node.of.name === ownRow)
    ) {
      const value = this.#scope.readField(node.of.name, node.field);
      if (value === undefined) throw new ExpressionError('unknown_field', node.field);
      return value instanceof MissingOperand ? this.#operand(value, node.field) : value;
    }
    const row = this.#evaluate(node.of, bindings);
    if (row === none) return none;
    if (!isRow(row)) throw new ExpressionError('wrong_type', `${node.field} of something that isn't a row`);
    const value = row.get(node.field);
    if (value === undefined) throw new ExpressionError('unknown_field', node.field);
    if (value instanceof MissingOperand) return this.#strategy === 'skip_any' ? none : value.fallback;
    return value;
  }

  #list(items: readonly ExpressionNode[], bindings: Bindings): Result {
    const values: Value[] = [];
    for (const item of items) {
      const value = this.#evaluate(item, bindings);
      if (value === none) return none;
      values.push(value);
    }
    return values;
  }

  #binary(node: Extract<ExpressionNode, { op: 'binary' }>, bindings: Bindings): Result {
    const left = this.#evaluate(node.left, bindings);
    if (left === none) return none;
    if (node.operator === '&&' && !asBoolean(left)) return false;
    if (node.operator === '||' && asBoolean(left)) return true;
    const met = this.#met;
    const right = this.#evaluate(node.right, bindings);
    if (right === none) {
      if (node.operator !== '&&' || this.#exactly(node.left, bindings) !== false) return none;
      // What holds only nearly asks for no more operands than it did where it failed: skipped for one that is missing
      // behind it, what held beside it wouldn't hold any more.
      this.#met = met;
      return false;
    }
    if (node.operator === 'in') this.#spend(asList(right).length);
    if (this.#tolerated?.comparisons.has(node) && this.#tolerated.holds(node.operator, left, right)) return true;
    return applyBinary(node.operator, left, right);
  }

  /** As if there were no tolerance; nothing where there is none, and nothing else to be known. */
  #exactly(node: ExpressionNode, bindings: Bindings): Result | null {
    const [tolerated, met] = [this.#tolerated, this.#met];
    if (!tolerated) return null;
    this.#tolerated = null;
    const result = this.#evaluate(node, bindings);
    this.#tolerated = tolerated;
    this.#met = met;
    return result;
  }

  /** A row whose own column is blank neither matches nor fails: its blank is a finding of its own. */
  #macro(node: Extract<ExpressionNode, { op: 'macro' }>, bindings: Bindings): Result {
    const over = this.#evaluate(node.over, bindings);
    if (over === none) return none;
    const list = asList(over);
    const lookup = node.macro === 'exists' ? lookupOf(node, bindings) : null;
    if (lookup) return this.#isIn(list, lookup.column, this.#evaluate(lookup.wanted, bindings));
    const kept: Value[] = [];
    // One set of bindings for all items: nothing keeps it, and a macro is evaluated to its end.
    const inner = new Map(bindings);
    for (const item of list) {
      inner.set(node.variable, item);
      if (node.where) {
        const isKept = this.#evaluate(node.where, inner);
        if (isKept === none || !asBoolean(isKept)) continue;
      }
      const value = this.#evaluate(node.body, inner);
      if (value === none) continue;
      if (node.macro === 'map') kept.push(value);
      else if (node.macro === 'filter' && asBoolean(value)) kept.push(item);
      else if (node.macro === 'exists' && asBoolean(value)) return true;
      else if (node.macro === 'all' && !asBoolean(value)) return false;
    }
    if (node.macro === 'exists') return false;
    return node.macro === 'all' ? true : kept;
  }

  /** `rows.exists(r, r.column == wanted)` by an index that is made once: each of 2 000 rows may look among 2 000. */
  #isIn(list: readonly Value[], column: string, wanted: Result): boolean {
    if (wanted === none) return false;
    const byColumn = columnIndexes.get(list) ?? new Map<string, ReadonlySet<string>>();
    columnIndexes.set(list, byColumn);
    const name = `${this.#strategy === 'skip_any' ? 'answered' : 'all'} ${column}`;
    const index = byColumn.get(name) ?? new Set(list.flatMap((row) => this.#identityIn(row, column)));
    byColumn.set(name, index);
    return index.has(identityOf(wanted));
  }

  #identityIn(row: Value, column: string): readonly string[] {
    const value = isRow(row) ? row.get(column) : undefined;
    if (value === undefined) throw new ExpressionError('unknown_field', column);
    if (!(value instanceof MissingOperand)) return [identityOf(value)];
    return this.#strategy === 'skip_any' ? [] : [identityOf(value.fallback)];
  }
}

/** Which texts stand in a register's column; a register's rows are one list for as long as a form is evaluated. */
const columnIndexes = new WeakMap<readonly Value[], Map<string, ReadonlySet<string>>>();

/** The column that an `exists` compares, and with what, where this is all that it asks and the rest counts nothing. */
function lookupOf(
  { variable, where, body }: Extract<ExpressionNode, { op: 'macro' }>,
  bindings: Bindings,
): { readonly column: string; readonly wanted: ExpressionNode } | null {
  if (where || body.op !== 'binary' || body.operator !== '==') return null;
  const { left, right } = body;
  const isOwn = (node: ExpressionNode) => node.op === 'field' && node.of.op === 'name' && node.of.name === variable;
  const isKnown = (node: ExpressionNode): boolean =>
    node.op === 'literal' ||
    (node.op === 'field' && node.of.op === 'name' && node.of.name !== variable && bindings.has(node.of.name));
  if (left.op === 'field' && isOwn(left) && isKnown(right)) return { column: left.field, wanted: right };
  if (right.op === 'field' && isOwn(right) && isKnown(left)) return { column: right.field, wanted: left };
  return null;
}

function applyListFunction(name: 'size' | 'sum' | 'distinct', value: Value): Value {
  if (name === 'size') return new ExactDecimal(typeof value === 'string' ? [...value].length : asList(value).length);
  const list = asList(value);
  if (name === 'sum') return list.reduce<ExactDecimal>((sum, item) => sum.plus(asNumber(item)), new ExactDecimal(0));
  const seen = new Set<string>();
  return list.filter((item) => {
    const identity = identityOf(item);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function identityOf(value: Value): string {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'boolean') return `b${value}`;
  if (ExactDecimal.isDecimal(value)) return `n${value.toString()}`;
  throw new ExpressionError('wrong_type', 'distinct() of rows or lists');
}

function applyBinary(operator: BinaryOperator, left: Value, right: Value): Result {
  switch (operator) {
    case '&&':
    case '||':
      return asBoolean(right);
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'in':
      return asList(right).some((item) => isEqual(left, item));
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case '+':
      if (typeof left === 'string' && typeof right === 'string') return bounded(left + right);
      return asNumber(left).plus(asNumber(right));
    case '-':
      return asNumber(left).minus(asNumber(right));
    case '*':
      return asNumber(left).times(asNumber(right));
    case '/':
      return asNumber(right).isZero() ? none : asNumber(left).dividedBy(asNumber(right));
    case '%':
      return asNumber(right).isZero() ? none : asNumber(left).modulo(asNumber(right));
  }
}

function isEqual(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  return compare(left, right) === 0;
}

function compare(left: Value, right: Value): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return asNumber(left).comparedTo(asNumber(right));
}

function bounded(text: string): string {
  if (text.length > maxTextLength) throw new ExpressionError('too_large', 'text');
  return text;
}

function isRow(value: Value): value is Row {
  return value instanceof Map;
}

function asBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new ExpressionError('wrong_type', 'a condition that is neither true nor false');
}

function asNumber(value: Value): ExactDecimal {
  if (ExactDecimal.isDecimal(value)) return value;
  throw new ExpressionError('wrong_type', 'arithmetic or order on something that is not a number');
}

function asList(value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new ExpressionError('wrong_type', 'something that is not a list');
  if (value.length > maxListLength) throw new ExpressionError('too_large', `a list of ${value.length}`);
  return value as readonly Value[];
}
