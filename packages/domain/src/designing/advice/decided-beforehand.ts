import { ExactDecimal } from '../../exact-decimal.ts';
import { ExpressionError } from '../../expression/error.ts';
import { evaluateExpression } from '../../expression/evaluate.ts';
import type { ExpressionNode, ParsedExpression } from '../../expression/node.ts';
import { parseExpression } from '../../expression/parse.ts';
import type { Value } from '../../expression/value.ts';
import { elementsOf, isNumeric, type DataElement, type FormDefinition } from '../../form/definition.ts';
import { placed } from '../../form/definition-issue.ts';
import { placedConditions } from '../../form/conditional.ts';
import { formFileName } from '../../package/form-file.ts';
import { advise, type Advice } from './advice.ts';

/** Conditions and rules that come out the same whatever is answered. */
export function decidedBeforehand(form: FormDefinition): readonly Advice[] {
  const file = formFileName(form.code);
  const elements = new Map(elementsOf(form).map((element) => [element.code, element]));
  return [
    ...placedConditions(form).flatMap(({ item, path }) => {
      const outcome = outcomeOf(item.when, elements);
      if (outcome === 'open') return [];
      return [advise(outcome ? 'always_asked' : 'never_asked', file, [...path, 'when'], item.code, [item.label])];
    }),
    ...placed(form.rules, ['rules']).flatMap(({ item: rule, path }) => {
      const outcome = outcomeOf(rule.expression, elements);
      if (outcome === 'open') return [];
      const kind = outcome ? 'rule_never_fails' : 'rule_never_holds';
      return [advise(kind, file, [...path, 'expression'], rule.code, [rule.message])];
    }),
  ];
}

/** More combinations of answers than are tried. */
const mostCombinations = 3000;

/**
 * What it comes to for each combination of answers, if that is one thing. It is open where answers aren't few: of
 * numbers those on either side of each that it compares with are enough, as long as nothing is reckoned.
 */
function outcomeOf(source: string, elements: ReadonlyMap<string, DataElement>): boolean | 'open' {
  const expression = parsed(source);
  if (!expression) return 'open';
  const literals = new Set<string>();
  if (!isPlain(expression.root, literals)) return 'open';
  const names = [...expression.names];
  const answers = names.map((name) => answersOf(elements.get(name), literals));
  const count = answers.reduce((product, of) => product * (of?.length ?? Infinity), 1);
  if (count > mostCombinations) return 'open';
  const outcomes = new Set<unknown>();
  for (let index = 0; index < count && outcomes.size < 2; index += 1) {
    let rest = index;
    const values = new Map(
      names.map((name, at) => {
        const of = answers[at] ?? [];
        const value = of[rest % of.length]!;
        rest = Math.floor(rest / of.length);
        return [name, value] as const;
      }),
    );
    outcomes.add(valueWith(expression, values));
  }
  const [only] = outcomes;
  return outcomes.size === 1 && typeof only === 'boolean' ? only : 'open';
}

function parsed(source: string): ParsedExpression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    // Told as wrong already.
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** Compared, joined and denied, nothing else; what it is compared with is noted. */
function isPlain(node: ExpressionNode, literals: Set<string>): boolean {
  switch (node.op) {
    case 'literal':
      if (ExactDecimal.isDecimal(node.value)) literals.add(node.value.toFixed());
      return true;
    case 'name':
      return node.name !== 'year';
    case 'list':
      return node.items.every((item) => isPlain(item, literals));
    case 'not':
    case 'negate':
      return isPlain(node.of, literals);
    case 'choose':
      return [node.condition, node.then, node.otherwise].every((part) => isPlain(part, literals));
    case 'binary':
      return (
        !['+', '-', '*', '/', '%'].includes(node.operator) &&
        isPlain(node.left, literals) &&
        isPlain(node.right, literals)
      );
    default:
      return false;
  }
}

/** Null where they are too many to be tried, or what is named isn't one answer of this form. */
function answersOf(element: DataElement | undefined, literals: ReadonlySet<string>): readonly Value[] | null {
  if (!element || element.dimension) return null;
  if (element.type === 'boolean') return [true, false];
  if (element.type === 'choice') return (element.options ?? []).map((option) => option.code);
  if (!isNumeric(element.type)) return null;
  const { min, max } = element;
  const bounds = [min, max].filter((bound) => bound !== undefined);
  return ['0', '1', ...bounds, ...literals]
    .flatMap((text) => [-1, 0, 1].map((by) => new ExactDecimal(text).plus(by)))
    .filter((value) => (min === undefined || value.gte(min)) && (max === undefined || value.lte(max)));
}

function valueWith(expression: ParsedExpression, values: ReadonlyMap<string, Value>): unknown {
  try {
    const outcome = evaluateExpression(
      expression,
      {
        readName: (name) => values.get(name),
        readField: () => undefined,
        readCell: () => undefined,
        isAnswered: () => true,
        isNotApplicable: () => false,
      },
      'skip_any',
    );
    return outcome.kind === 'value' ? outcome.value : null;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
