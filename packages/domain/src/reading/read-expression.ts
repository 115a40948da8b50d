import type { Locale } from '../localized.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { ownRow, type BinaryOperator, type ExpressionNode, type ParsedExpression } from '../expression/node.ts';
import { phrasesOf, type Arithmetic, type Comparison, type Phrases } from './phrases.ts';
import type { ReadingNames, ReadName } from './reading-names.ts';

/**
 * An expression in plain words, as somebody would read it out who knows what its codes stand for. Two expressions that
 * say different things are never read alike; what belongs together and might not seem to is bracketed.
 *
 * @param as a condition that holds or doesn't, or a value: `has_lawyer` is “是” or is what is shown
 * @param within of a register's column, the register whose row it reads
 */
export function readExpression(
  { root }: Pick<ParsedExpression, 'root'>,
  names: ReadingNames,
  locale: Locale,
  as: 'condition' | 'value',
  within: string | null = null,
): string {
  const columns = within === null ? null : (names.get(within)?.columns ?? null);
  const bound: Bindings = within === null ? new Map() : new Map([[ownRow, { depth: 0, columns }]]);
  return new Reader(names, phrasesOf[locale]).read(root, as, bound).words;
}

/** How tightly words hold together: names and calls; arithmetic; what is true or not; what is joined of these. */
type Tightness = 0 | 1 | 2 | 3;

interface Spoken {
  readonly words: string;
  readonly tightness: Tightness;
}

interface Bound {
  readonly depth: number;
  /** Of a register's row. */
  readonly columns: ReadonlyMap<string, ReadName> | null;
}

type Bindings = ReadonlyMap<string, Bound>;
type As = 'condition' | 'value';
type Macro = Extract<ExpressionNode, { op: 'macro' }>;
type Binary = Extract<ExpressionNode, { op: 'binary' }>;

const nothing: ReadonlyMap<string, string> = new Map();

class Reader {
  readonly #names: ReadingNames;
  readonly #say: Phrases;

  constructor(names: ReadingNames, say: Phrases) {
    this.#names = names;
    this.#say = say;
  }

  read(node: ExpressionNode, as: As, bound: Bindings): Spoken {
    switch (node.op) {
      case 'binary':
        return this.#binary(node, bound);
      case 'not':
        return this.#not(node.of, bound);
      case 'negate':
        return { words: this.#say.negated(this.#within(node.of, 0, 'value', bound)), tightness: this.#loose() };
      case 'question':
        return { words: this.#say.question[node.name](this.#cell(node.code, node.key)), tightness: 2 };
      case 'choose':
        return {
          words: this.#say.choose(
            this.#within(node.condition, 2, 'condition', bound),
            this.#within(node.then, 2, as, bound),
            this.#within(node.otherwise, 2, as, bound),
          ),
          tightness: 3,
        };
      case 'macro':
        return this.#macro(node, bound);
      case 'literal':
        if (as === 'condition' && typeof node.value === 'boolean')
          return { words: node.value ? this.#say.always : this.#say.never, tightness: 2 };
        return { words: this.#literal(node.value, nothing), tightness: 0 };
      default: {
        const value = this.#value(node, bound);
        const isQuestion = as === 'condition' && (node.op === 'name' || node.op === 'field' || node.op === 'cell');
        return isQuestion ? { words: this.#say.isTrue(value.words), tightness: 2 } : value;
      }
    }
  }

  /** What stands for a value by itself. */
  #value(
    node: Extract<ExpressionNode, { op: 'name' | 'field' | 'list' | 'list_function' | 'cell' }>,
    bound: Bindings,
  ): Spoken {
    switch (node.op) {
      case 'name':
        return { words: this.#name(node.name, bound), tightness: 0 };
      case 'field':
        return { words: this.#field(node, bound), tightness: 0 };
      case 'list':
        return { words: this.#list(node.items, nothing, bound), tightness: 0 };
      case 'list_function':
        return this.#listFunction(node, bound);
      case 'cell':
        return { words: this.#say.cell[node.source](this.#cell(node.code, node.key)), tightness: 0 };
    }
  }

  #loose(): Tightness {
    return this.#say.endsWithOperand ? 1 : 0;
  }

  /** Bracketed where it holds together less than what it stands in needs. */
  #within(node: ExpressionNode, most: Tightness, as: As, bound: Bindings): string {
    const { words, tightness } = this.read(node, as, bound);
    return tightness > most ? this.#say.bracketed(words) : words;
  }

  #name(name: string, bound: Bindings): string {
    const binding = bound.get(name);
    if (binding) return binding.columns ? this.#say.row(binding.depth) : this.#say.item(binding.depth);
    if (name === 'year') return this.#say.year;
    return this.#names.get(name)?.words ?? this.#unknown(name);
  }

  #unknown(code: string): string {
    return this.#say.unknown(this.#say.label(code));
  }

  #cell(code: string, key: string | null): string {
    const name = this.#names.get(code);
    const words = name?.words ?? this.#unknown(code);
    if (key === null) return words;
    return this.#say.option(words, name?.keys.get(key) ?? this.#say.unknown(this.#say.text(key)));
  }

  #field({ of, field }: Extract<ExpressionNode, { op: 'field' }>, bound: Bindings): string {
    if (of.op === 'name' && !bound.has(of.name)) {
      const context = this.#say.context[`${of.name}.${field}`];
      if (context !== undefined) return context;
    }
    const columns = of.op === 'name' ? bound.get(of.name)?.columns : undefined;
    const column = columns?.get(field)?.words ?? this.#unknown(field);
    return this.#say.ofRow(this.#within(of, 0, 'value', bound), column);
  }

  #list(items: readonly ExpressionNode[], options: ReadonlyMap<string, string>, bound: Bindings): string {
    return this.#say.list(items.map((item) => this.#operand(item, 2, options, bound)));
  }

  #literal(value: ExactDecimal | boolean | string, options: ReadonlyMap<string, string>): string {
    if (ExactDecimal.isDecimal(value)) return value.toFixed();
    if (typeof value === 'boolean') return value ? this.#say.yes : this.#say.no;
    const text = value.replaceAll(/[\\“”‘’]/g, (mark) => `\\${mark}`);
    if (options.size === 0) return this.#say.text(text);
    return options.get(value) ?? this.#say.unknown(this.#say.text(text));
  }

  /** A text beside something with options is one of them. */
  #operand(node: ExpressionNode, most: Tightness, options: ReadonlyMap<string, string>, bound: Bindings): string {
    if (node.op === 'literal') return this.#literal(node.value, options);
    return this.#within(node, most, 'value', bound);
  }

  #binary(node: Binary, bound: Bindings): Spoken {
    const { operator, left, right } = node;
    switch (operator) {
      case '&&':
      case '||':
        return this.#joined(node, operator, bound);
      case 'in': {
        const options = this.#optionsOf(left, bound);
        const list = right.op === 'list' ? this.#list(right.items, options, bound) : undefined;
        const words = this.#say.isIn(
          this.#within(left, 1, 'value', bound),
          list ?? this.#within(right, 0, 'value', bound),
        );
        return { words, tightness: 2 };
      }
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return { words: this.#arithmetic(operator, left, right, bound), tightness: 1 };
      default:
        return { words: this.#comparison(operator, left, right, bound), tightness: 2 };
    }
  }

  #arithmetic(operator: Arithmetic, left: ExpressionNode, right: ExpressionNode, bound: Bindings): string {
    const isText = operator === '+' && (this.#isText(left, bound) || this.#isText(right, bound));
    const say = isText ? this.#say.joined : this.#say.arithmetic[operator];
    // What goes on from the left with plus and minus, or with times, is as it is read.
    const goesOn = (['+', '-'] as readonly BinaryOperator[]).includes(operator)
      ? ['+', '-']
      : operator === '*'
        ? ['*']
        : [];
    const isRun = !isText && left.op === 'binary' && goesOn.includes(left.operator) && !this.#isText(left, bound);
    return say(this.#within(left, isRun ? 1 : 0, 'value', bound), this.#within(right, 0, 'value', bound));
  }

  #comparison(operator: Comparison, left: ExpressionNode, right: ExpressionNode, bound: Bindings): string {
    const say = this.#isDay(left, bound) || this.#isDay(right, bound) ? this.#say.days : this.#say.numbers;
    return say[operator](
      this.#operand(left, 1, this.#optionsOf(right, bound), bound),
      this.#operand(right, 1, this.#optionsOf(left, bound), bound),
    );
  }

  /** In a row, however they were bracketed: whether all hold, or one, doesn't depend on that. */
  #joined(node: Binary, operator: '&&' | '||', bound: Bindings): Spoken {
    const parts = (one: ExpressionNode): readonly ExpressionNode[] =>
      one.op === 'binary' && one.operator === operator ? [...parts(one.left), ...parts(one.right)] : [one];
    const all = parts(node);
    const [first, second] = all;
    if (operator === '||' && all.length === 2 && first?.op === 'not' && second) {
      const condition = this.#within(first.of, 2, 'condition', bound);
      return { words: this.#say.implies(condition, this.#within(second, 2, 'condition', bound)), tightness: 3 };
    }
    const words = all.map((one) => this.#within(one, 2, 'condition', bound));
    return { words: words.join(operator === '&&' ? this.#say.and : this.#say.or), tightness: 3 };
  }

  #not(of: ExpressionNode, bound: Bindings): Spoken {
    const words = ((): string => {
      if (of.op === 'question' && of.name === 'isAnswered') return this.#say.unanswered(this.#cell(of.code, of.key));
      if (of.op === 'name' || of.op === 'field' || of.op === 'cell')
        return this.#say.isFalse(this.#value(of, bound).words);
      return this.#say.not(this.read(of, 'condition', bound).words);
    })();
    return { words, tightness: 2 };
  }

  #listFunction({ name, of }: Extract<ExpressionNode, { op: 'list_function' }>, bound: Bindings): Spoken {
    if (name === 'size' && of.op === 'name' && this.#columnsOf(of, bound))
      return { words: this.#say.rowCount(this.#name(of.name, bound)), tightness: this.#loose() };
    if (name === 'size' && of.op === 'macro' && of.macro === 'filter')
      return { words: this.#macroWords(of, this.#say.filterCount, bound), tightness: this.#loose() };
    return { words: this.#say.listFunction[name](this.#within(of, 0, 'value', bound)), tightness: this.#loose() };
  }

  #macro(node: Macro, bound: Bindings): Spoken {
    const { macro, over, variable, where, body } = node;
    if (macro === 'all' || macro === 'exists')
      return { words: this.#macroWords(node, this.#say[macro], bound), tightness: 2 };
    if (macro === 'filter') return { words: this.#macroWords(node, this.#say.filter, bound), tightness: this.#loose() };
    const inner = this.#bind(node, bound);
    // A condition within a map is a filter before it.
    const rows: ExpressionNode = where ? { ...node, macro: 'filter', where: null, body: where } : over;
    const of = this.#within(rows, 0, 'value', bound);
    const isOwn = body.op === 'field' && body.of.op === 'name' && body.of.name === variable;
    const column = isOwn ? inner.get(variable)?.columns?.get(body.field) : undefined;
    const say = rows.op === 'name' ? this.#say.column : this.#say.columnOfSome;
    const areRows = this.#columnsOf(over, bound) !== null;
    const words = column ? say(of, column.words) : this.#say.map(of, this.read(body, 'value', inner).words, areRows);
    return { words, tightness: this.#loose() };
  }

  #macroWords(node: Macro, say: Phrases['all'], bound: Bindings): string {
    const body = this.read(node.body, 'condition', this.#bind(node, bound)).words;
    return say(this.#within(node.over, 0, 'value', bound), body, this.#columnsOf(node.over, bound) !== null);
  }

  #bind({ over, variable }: Macro, bound: Bindings): Bindings {
    const depth = Math.max(0, ...[...bound.values()].map((one) => one.depth)) + 1;
    return new Map(bound).set(variable, { depth, columns: this.#columnsOf(over, bound) });
  }

  /** Of a list of a register's rows. */
  #columnsOf(node: ExpressionNode, bound: Bindings): ReadonlyMap<string, ReadName> | null {
    if (node.op === 'macro' && node.macro === 'filter') return this.#columnsOf(node.over, bound);
    return node.op === 'name' && !bound.has(node.name) ? (this.#names.get(node.name)?.columns ?? null) : null;
  }

  #nameOf(node: ExpressionNode, bound: Bindings): ReadName | undefined {
    if (node.op === 'cell') return this.#names.get(node.code);
    if (node.op === 'name') return bound.has(node.name) ? undefined : this.#names.get(node.name);
    if (node.op !== 'field' || node.of.op !== 'name') return undefined;
    return bound.get(node.of.name)?.columns?.get(node.field);
  }

  #optionsOf(node: ExpressionNode, bound: Bindings): ReadonlyMap<string, string> {
    const context = this.#contextOf(node, bound);
    const values = context === undefined ? undefined : this.#say.values[context];
    if (values) return new Map(Object.entries(values).map(([code, words]) => [code, this.#say.text(words)]));
    return this.#nameOf(node, bound)?.options ?? nothing;
  }

  #contextOf(node: ExpressionNode, bound: Bindings): string | undefined {
    return node.op === 'field' && node.of.op === 'name' && !bound.has(node.of.name)
      ? `${node.of.name}.${node.field}`
      : undefined;
  }

  #isDay(node: ExpressionNode, bound: Bindings): boolean {
    const context = this.#contextOf(node, bound) ?? '';
    return ['period.startsOn', 'period.endsOn', 'period.yearStartsOn'].includes(context)
      ? true
      : this.#nameOf(node, bound)?.element?.type === 'date';
  }

  #isText(node: ExpressionNode, bound: Bindings): boolean {
    if (node.op === 'literal') return typeof node.value === 'string';
    if (node.op === 'binary' && node.operator === '+')
      return this.#isText(node.left, bound) || this.#isText(node.right, bound);
    const type = this.#nameOf(node, bound)?.element?.type;
    return type === 'text' || type === 'choice' || type === 'date' || type === 'narrative';
  }
}
