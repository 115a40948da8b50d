import { parse } from '@bufbuild/cel';
import { ExactDecimal } from '../exact-decimal.ts';
import { ExpressionError } from './error.ts';
import type { BinaryOperator, CellQuestion, ExpressionNode, ListFunction, Macro, ParsedExpression } from './node.ts';
import { reservedNames } from './node.ts';
import type { CellSource } from './value.ts';

const maxLength = 2000;
const maxBrackets = 40;
/** A sum of n terms is n levels deep. */
const maxDepth = 120;
const maxNodes = 600;
/** Arithmetic keeps 40 significant digits; what is multiplied with two thousand takes its time with each. */
const maxDigits = 40;
const maxCached = 4000;

type CelParsed = ReturnType<typeof parse>;
type CelExpr = CelParsed['expr'];

const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map([
  ['_+_', '+'],
  ['_-_', '-'],
  ['_*_', '*'],
  ['_/_', '/'],
  ['_%_', '%'],
  ['_==_', '=='],
  ['_!=_', '!='],
  ['_<_', '<'],
  ['_<=_', '<='],
  ['_>_', '>'],
  ['_>=_', '>='],
  ['_&&_', '&&'],
  ['_||_', '||'],
  ['@in', 'in'],
]);
const macros: ReadonlySet<string> = new Set(['filter', 'map', 'exists', 'all']);
const listFunctions: ReadonlySet<string> = new Set(['size', 'sum', 'distinct']);
const cellSources: ReadonlySet<string> = new Set(['valueAt', 'previous', 'lastYear', 'yearToDate']);
const cellQuestions: ReadonlySet<string> = new Set(['isAnswered', 'isNotApplicable']);

const cache = new Map<string, ParsedExpression>();

/** @throws {ExpressionError} on bad syntax, on what we don't support, and over the bounds. */
export function parseExpression(source: string): ParsedExpression {
  const cached = cache.get(source);
  if (cached) return cached;
  if (source.length > maxLength) throw new ExpressionError('too_long', `${source.length} characters`);
  refuseDeepNesting(source);
  const parsed = new Translation(source, parseCel(source)).translate();
  if (cache.size >= maxCached) cache.clear();
  cache.set(source, parsed);
  return parsed;
}

function parseCel(source: string): CelParsed {
  try {
    return parse(source);
  } catch (error) {
    throw new ExpressionError('syntax', error instanceof Error ? error.message : 'unreadable', placeIn(error));
  }
}

/** Where the parser stopped. */
function placeIn(error: unknown): number | null {
  const read = (of: unknown, key: string): unknown =>
    typeof of === 'object' && of !== null ? Object.getOwnPropertyDescriptor(of, key)?.value : undefined;
  const offset = read(read(read(error, 'location'), 'start'), 'offset');
  return typeof offset === 'number' ? offset : null;
}

/** The parser recurses on the call stack: count brackets and prefix operators before it does. */
function refuseDeepNesting(source: string): void {
  let depth = 0;
  let run = 0;
  for (const char of source) {
    if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    run = '!-'.includes(char) ? run + 1 : 0;
    if (depth > maxBrackets || run > maxBrackets) throw new ExpressionError('too_deep', 'too many brackets');
  }
}

class Translation {
  readonly #source: string;
  readonly #parsed: CelParsed;
  readonly #names = new Set<string>();
  readonly #cellCodes = new Set<string>();
  readonly #places = new Map<ExpressionNode, readonly number[]>();
  #nodes = 0;

  constructor(source: string, parsed: CelParsed) {
    this.#source = source;
    this.#parsed = parsed;
  }

  translate(): ParsedExpression {
    const root = this.#node(this.#parsed.expr, new Set(), 0);
    return { source: this.#source, root, names: this.#names, cellCodes: this.#cellCodes, places: this.#places };
  }

  #node(expr: CelExpr, bound: ReadonlySet<string>, depth: number): ExpressionNode {
    const node = this.#read(expr, bound, depth);
    const at = this.#parsed.sourceInfo?.positions[String(expr.id)];
    if (at !== undefined && ['name', 'field', 'literal'].includes(node.op)) this.#places.set(node, [at]);
    return node;
  }

  #read(expr: CelExpr, bound: ReadonlySet<string>, depth: number): ExpressionNode {
    this.#nodes += 1;
    if (this.#nodes > maxNodes) throw new ExpressionError('too_large', `more than ${maxNodes} nodes`);
    if (depth > maxDepth) throw new ExpressionError('too_deep', `more than ${maxDepth} levels`);
    // Macros are expanded by the parser; the call as written is kept beside, and that is what we read.
    const macro = this.#parsed.sourceInfo?.macroCalls[String(expr.id)];
    const kind = macro ? macro.exprKind : expr.exprKind;
    switch (kind.case) {
      case 'constExpr':
        return { op: 'literal', value: this.#literal(kind.value.constantKind, expr.id) };
      case 'identExpr':
        return this.#name(kind.value.name, bound);
      case 'selectExpr': {
        const { operand, field, testOnly } = kind.value;
        if (!operand || testOnly) throw new ExpressionError('unsupported', 'has()');
        return { op: 'field', of: this.#node(operand, bound, depth + 1), field };
      }
      case 'listExpr':
        return { op: 'list', items: kind.value.elements.map((item) => this.#node(item, bound, depth + 1)) };
      case 'callExpr':
        return this.#call(kind.value.function, kind.value.target, kind.value.args, bound, depth);
      default:
        throw new ExpressionError('unsupported', kind.case ?? 'empty expression');
    }
  }

  #name(name: string, bound: ReadonlySet<string>): ExpressionNode {
    if (!bound.has(name) && !reservedNames.has(name)) this.#names.add(name);
    return { op: 'name', name };
  }

  #call(
    name: string,
    target: CelExpr | undefined,
    args: readonly CelExpr[],
    bound: ReadonlySet<string>,
    depth: number,
  ): ExpressionNode {
    if (target && macros.has(name)) return this.#macro(name as Macro, target, args, bound, depth);
    const operands = target ? [target, ...args] : args;
    const nodes = (): ExpressionNode[] => operands.map((arg) => this.#node(arg, bound, depth + 1));
    const operator = binaryOperators.get(name);
    if (operator) {
      const [left, right] = arity(nodes(), 2, name);
      return { op: 'binary', operator, left: left!, right: right! };
    }
    if (name === '!_' || name === '-_') {
      const [of] = arity(nodes(), 1, name);
      return { op: name === '!_' ? 'not' : 'negate', of: of! };
    }
    if (name === '_?_:_') {
      const [condition, then, otherwise] = arity(nodes(), 3, name);
      return { op: 'choose', condition: condition!, then: then!, otherwise: otherwise! };
    }
    if (listFunctions.has(name)) {
      const [of] = arity(nodes(), 1, name);
      return { op: 'list_function', name: name as ListFunction, of: of! };
    }
    if (!target && (cellSources.has(name) || cellQuestions.has(name))) return this.#cell(name, nodes());
    throw new ExpressionError('unsupported', `${name}()`);
  }

  /** Codes are literals, so that what an expression refers to is known before it runs. */
  #cell(name: string, args: readonly ExpressionNode[]): ExpressionNode {
    const [code, key] = args.map((arg) =>
      arg.op === 'literal' && typeof arg.value === 'string' ? arg.value : undefined,
    );
    if (code === undefined || args.length > 2 || (args.length === 2 && key === undefined)) {
      throw new ExpressionError('unsupported', `${name}() takes a code, and a key, as texts`);
    }
    this.#cellCodes.add(code);
    if (name === 'valueAt') this.#names.add(code);
    const asked: ExpressionNode = cellSources.has(name)
      ? { op: 'cell', source: name as CellSource, code, key: key ?? null }
      : { op: 'question', name: name as CellQuestion, code, key: key ?? null };
    this.#places.set(
      asked,
      args.flatMap((arg) => this.#places.get(arg) ?? []),
    );
    return asked;
  }

  #macro(
    macro: Macro,
    target: CelExpr,
    args: readonly CelExpr[],
    bound: ReadonlySet<string>,
    depth: number,
  ): ExpressionNode {
    const [variable, ...rest] = args;
    const name = variable?.exprKind.case === 'identExpr' ? variable.exprKind.value.name : undefined;
    const isShaped = rest.length === 1 || (macro === 'map' && rest.length === 2);
    if (!name || reservedNames.has(name) || !isShaped) throw new ExpressionError('unsupported', `${macro}()`);
    const over = this.#node(target, bound, depth + 1);
    const inner = new Set([...bound, name]);
    const parts = rest.map((part) => this.#node(part, inner, depth + 1));
    const body = parts.at(-1);
    if (!body) throw new ExpressionError('unsupported', `${macro}()`);
    return { op: 'macro', macro, over, variable: name, where: parts.length === 2 ? (parts[0] ?? null) : null, body };
  }

  #literal(
    constant: { readonly case?: string | undefined; readonly value?: unknown },
    id: bigint,
  ): ExactDecimal | boolean | string {
    if (constant.case === 'int64Value') return new ExactDecimal(String(constant.value));
    if (constant.case === 'doubleValue') return this.#exactNumber(Number(constant.value), id);
    if (constant.case === 'boolValue' || constant.case === 'stringValue') return constant.value as boolean | string;
    throw new ExpressionError('unsupported', `${constant.case} literal`);
  }

  /** The parser gives doubles; the digits as written are exact. */
  #exactNumber(double: number, id: bigint): ExactDecimal {
    const position = this.#parsed.sourceInfo?.positions[String(id)] ?? 0;
    const written = /^-?\s*(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/
      .exec(this.#source.slice(position))?.[0]
      .replace(/\s/g, '');
    if (written === undefined || Number(written) !== double || !Number.isFinite(double)) {
      throw new ExpressionError('unsupported', 'number literal');
    }
    const number = new ExactDecimal(written);
    if (number.precision() > maxDigits) throw new ExpressionError('too_large', `more than ${maxDigits} digits`);
    return number;
  }
}

function arity(nodes: readonly ExpressionNode[], count: number, name: string): readonly ExpressionNode[] {
  if (nodes.length !== count) throw new ExpressionError('unsupported', `${name} with ${nodes.length} operands`);
  return nodes;
}
