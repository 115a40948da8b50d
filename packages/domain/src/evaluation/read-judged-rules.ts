import type { CellMap } from '../cell/cell.ts';
import { decimalsOf } from '../cell/check-content.ts';
import { printCell } from '../cell/parse-cell.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluateExpression, listFailingRows } from '../expression/evaluate.ts';
import { ownRow, type ExpressionNode } from '../expression/node.ts';
import { MissingOperand, type MissingStrategy, type Outcome, type Value } from '../expression/value.ts';
import { formatNumber } from '../figure/format-figure.ts';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { registersOf } from '../form/definition.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import { locales, type Locale, type Localized } from '../localized.ts';
import { matchesUnit } from '../org-unit.ts';
import { operandsOf } from '../reading/operands-of.ts';
import { readExpression } from '../reading/read-expression.ts';
import { readingNames, type ReadingNames } from '../reading/reading-names.ts';
import { compileForm, type CompiledRule } from './compile-form.ts';
import type { EvaluationContext } from './evaluation.ts';
import { FormScope } from './form-scope.ts';
import { indexRows } from './register-rows.ts';

/** More aren't read at a glance, and a register may have thousands of rows. */
const mostCases = 20;

/** Of a text, enough to know it by. */
const mostCharacters = 40;

/** One option or row for which a rule isn't met, with what was read there. */
export interface FailingCase {
  readonly option: Localized | null;
  /** Of the register's rows, from 1. */
  readonly row: number | null;
  readonly values: readonly { readonly of: Localized; readonly value: Localized }[];
}

/** A rule in plain words, and what it was judged by where it isn't met. */
export interface JudgedRule {
  readonly rule: string;
  readonly reading: Localized;
  /** None where it is met by what is read now, whatever it was judged by before. */
  readonly failing: readonly FailingCase[];
  /** How many more there are than are listed. */
  readonly more: number;
}

/**
 * Rules for whoever has to mend or to judge what they say: those of a form that have these codes.
 *
 * @param cells of the form as it was evaluated: what is calculated stands among them
 */
export function readJudgedRules(
  form: FormDefinition,
  context: EvaluationContext,
  cells: CellMap,
  codes: ReadonlySet<string>,
): readonly JudgedRule[] {
  const compiled = compileForm(form);
  const rules = compiled.rules.filter(({ rule }) => codes.has(rule.code));
  if (rules.length === 0) return [];
  const named = namesOfForms([form, ...(context.others ?? []).map((other) => other.form)]);
  const names = new Map(locales.map((locale) => [locale, readingNames(form, named, locale)]));
  const scope = new FormScope(compiled, context, cells, indexRows(form, cells));
  return rules.map((rule) => new RuleReader(form, context, cells, scope, names).read(rule));
}

class RuleReader {
  readonly #form: FormDefinition;
  readonly #context: EvaluationContext;
  readonly #cells: CellMap;
  readonly #scope: FormScope;
  readonly #names: ReadonlyMap<Locale, ReadingNames>;

  constructor(
    form: FormDefinition,
    context: EvaluationContext,
    cells: CellMap,
    scope: FormScope,
    names: ReadonlyMap<Locale, ReadingNames>,
  ) {
    this.#form = form;
    this.#context = context;
    this.#cells = cells;
    this.#scope = scope;
    this.#names = names;
  }

  read(compiled: CompiledRule): JudgedRule {
    const { rule, expression } = compiled;
    const failing = this.#failing(compiled);
    const listed = failing.slice(0, mostCases).map((one) => one());
    this.#scope.chooseNone();
    return {
      rule: rule.code,
      reading: this.#words(expression.root, 'condition', null),
      failing: listed,
      more: Math.max(0, failing.length - mostCases),
    };
  }

  /** Each to be read once it is known to be listed. */
  #failing({ rule, expression, dimension, tolerance }: CompiledRule): readonly (() => FailingCase)[] {
    const strategy = rule.missing ?? 'skip_any';
    const { root } = expression;
    return (dimension?.options ?? [null])
      .filter((option) => matchesUnit(option?.appliesTo, this.#context.unit))
      .flatMap((option): readonly (() => FailingCase)[] => {
        const choose = (): void => {
          if (dimension && option) this.#scope.choose([dimension], option.code);
        };
        choose();
        const outcome = within(() => evaluateExpression(expression, this.#scope, strategy, tolerance));
        if (outcome?.kind !== 'value' || outcome.value !== false) return [];
        const label = option?.label ?? null;
        const rows = within(() => listFailingRows(expression, this.#scope, strategy, tolerance));
        if (!rows || rows.rows.length === 0 || root.op !== 'macro')
          return [
            () => {
              choose();
              return { option: label, row: null, values: this.#values(root, strategy, null) };
            },
          ];
        const body = inOwnRow(root.body, root.variable);
        return rows.rows.map((index) => () => {
          choose();
          this.#chooseRow(rows.register, index);
          return { option: label, row: index + 1, values: this.#values(body, strategy, rows.register) };
        });
      });
  }

  #chooseRow(code: string, index: number): void {
    const own = { form: this.#form, cells: this.#cells };
    for (const { form, cells } of [own, ...(this.#context.others ?? [])]) {
      const register = registersOf(form).find((one) => one.code === code);
      const row = cells && register && [...(indexRows(form, cells).get(code)?.values() ?? [])][index];
      if (!row) continue;
      this.#scope.chooseRow(register, row);
      return;
    }
  }

  #values(root: ExpressionNode, strategy: MissingStrategy, register: string | null): FailingCase['values'] {
    return operandsOf(root).flatMap(({ node, side }) => {
      const value = this.#valueOf(node, strategy, register);
      // How it is worked out stands in the rule, just above.
      const of = side === null ? this.#words(node, 'value', register) : sides[side];
      return value ? [{ of, value }] : [];
    });
  }

  #words(root: ExpressionNode, as: 'condition' | 'value', register: string | null): Localized {
    return inBoth((locale) => readExpression({ root }, this.#namesIn(locale), locale, as, register));
  }

  #namesIn(locale: Locale): ReadingNames {
    return this.#names.get(locale) ?? new Map();
  }

  /** Nothing of what isn't one value: rows, answers by category. */
  #valueOf(node: ExpressionNode, strategy: MissingStrategy, register: string | null): Localized | null {
    const element = this.#elementOf(node, register);
    // Whose name it is isn't told again where only a relation between dates or numbers is meant.
    if (element?.isPersonal) return { zh: '（个人信息）', en: '(personal data)' };
    const operand = this.#operandOf(node);
    if (operand instanceof MissingOperand) return isScalar(operand.fallback) ? missingWords(operand, strategy) : null;
    const value = operand ?? valueIn(within(() => this.#evaluate(node, strategy)));
    if (node.op === 'name' && node.name === 'year') return inBoth(() => String(this.#context.year));
    return value !== undefined && isScalar(value) ? inBoth((locale) => print(value, element, locale)) : null;
  }

  #evaluate(root: ExpressionNode, strategy: MissingStrategy): Outcome {
    return evaluateExpression({ root }, this.#scope, strategy);
  }

  /** Of what is read as it stands; what is worked out of it has none. */
  #operandOf(node: ExpressionNode): Value | MissingOperand | undefined {
    if (node.op === 'name') return this.#scope.readName(node.name);
    if (node.op === 'cell') return this.#scope.readCell(node.source, node.code, node.key);
    return node.op === 'field' && isOwnRow(node.of) ? this.#scope.readField(ownRow, node.field) : undefined;
  }

  #elementOf(node: ExpressionNode, register: string | null): DataElement | null {
    const names = this.#namesIn('zh-CN');
    if (node.op === 'name') return names.get(node.name)?.element ?? null;
    if (node.op === 'cell') return names.get(node.code)?.element ?? null;
    if (node.op !== 'field' || !isOwnRow(node.of) || register === null) return null;
    return names.get(register)?.columns?.get(node.field)?.element ?? null;
  }
}

/** What `register.all(r, …)` asks of each row, as of the row that is looked at. */
function inOwnRow(node: ExpressionNode, variable: string): ExpressionNode {
  const inside = (one: ExpressionNode): ExpressionNode => inOwnRow(one, variable);
  switch (node.op) {
    case 'name':
      return node.name === variable ? { op: 'name', name: ownRow } : node;
    case 'field':
    case 'not':
    case 'negate':
    case 'list_function':
      return { ...node, of: inside(node.of) };
    case 'list':
      return { ...node, items: node.items.map(inside) };
    case 'binary':
      return { ...node, left: inside(node.left), right: inside(node.right) };
    case 'choose':
      return {
        ...node,
        condition: inside(node.condition),
        then: inside(node.then),
        otherwise: inside(node.otherwise),
      };
    case 'macro': {
      const over = inside(node.over);
      if (node.variable === variable) return { ...node, over };
      return { ...node, over, where: node.where && inside(node.where), body: inside(node.body) };
    }
    case 'literal':
    case 'cell':
    case 'question':
      return node;
  }
}

const sides = {
  left: { zh: '左边算得', en: 'the left-hand side' },
  right: { zh: '右边算得', en: 'the right-hand side' },
} as const;

const isOwnRow = (node: ExpressionNode): boolean => node.op === 'name' && node.name === ownRow;

/** Nothing of what takes more than the bounds allow. */
function within<Judged>(judge: () => Judged): Judged | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function valueIn(outcome: Outcome | undefined): Value | undefined {
  return outcome?.kind === 'value' ? outcome.value : undefined;
}

type Scalar = ExactDecimal | boolean | string;

function isScalar(value: Value): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || ExactDecimal.isDecimal(value);
}

function missingWords({ isNotApplicable, fallback }: MissingOperand, strategy: MissingStrategy): Localized {
  const said = isNotApplicable ? { zh: '不适用', en: 'not applicable' } : { zh: '未填写', en: 'not answered' };
  return strategy !== 'skip_any' && ExactDecimal.isDecimal(fallback)
    ? { zh: `${said.zh}，按${fallback.toFixed()}计`, en: `${said.en}, taken as ${fallback.toFixed()}` }
    : said;
}

/** As its cell shows it; what has no cell, with as many decimals as it has. */
function print(value: Scalar, element: DataElement | null, locale: Locale): string {
  if (typeof value === 'boolean') return locale === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
  if (!ExactDecimal.isDecimal(value)) {
    const said = [...(element ? printCell(element, { state: 'value', value }, locale) : value)];
    return said.length > mostCharacters ? `${said.slice(0, mostCharacters).join('')}…` : said.join('');
  }
  // A sum over a whole year may have more than one of its cells has.
  const decimals = Math.max(value.decimalPlaces(), element ? decimalsOf(element) : 0);
  const shown = formatNumber(value.toFixed(), locale, Math.min(decimals, 6));
  return element?.type === 'percent' ? `${shown}%` : shown;
}

function inBoth(say: (locale: Locale) => string): Localized {
  return { zh: say('zh-CN'), en: say('en') };
}
