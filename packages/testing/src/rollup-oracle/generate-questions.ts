import type {
  ChosenChildren,
  DistrictElement,
  DistrictIndicator,
  Operator,
  OverPeriods,
  Predicate,
  Term,
} from './district.ts';
import { generateChosen } from './generate-units.ts';
import type { Dice } from './seeded-dice.ts';

export const choiceCodes = ['done', 'partly', 'none'];

const disaggregations: readonly (readonly string[])[] = [
  ['girls', 'boys'],
  ['grade1', 'grade2', 'grade3'],
  ['girls.grade1', 'girls.grade2', 'boys.grade1', 'boys.grade2'],
];

export function generateElements(dice: Dice): readonly DistrictElement[] {
  const count = dice.between(3, 7);
  const forms = Array.from({ length: dice.between(1, 3) }, (_, index) => `form${index + 1}`);
  return Array.from({ length: count }, (_, index): DistrictElement => {
    // Two numbers first, so that there is always something to divide.
    const type =
      index < 2
        ? 'number'
        : dice.weighted<DistrictElement['type']>([
            [4, 'number'],
            [2, 'boolean'],
            [2, 'choice'],
            [3, 'text'],
          ]);
    const disaggregated = dice.chance(type === 'number' ? 45 : type === 'boolean' ? 15 : 0);
    const keys = disaggregated ? dice.pick(disaggregations) : [''];
    return {
      code: `element${index + 1}`,
      // Every form has a question: the first ones go round.
      form: forms[index] ?? dice.pick(forms),
      type,
      flow: dice.chance(50) ? 'stock' : 'flow',
      keys,
      appliesTo: generateChosen(dice, 66),
      keyAppliesTo: disaggregated && dice.chance(60) ? generateKeysAsked(dice, keys) : {},
    };
  });
}

function generateKeysAsked(dice: Dice, keys: readonly string[]): Readonly<Record<string, ChosenChildren>> {
  return Object.fromEntries(dice.some(keys).map((key) => [key, generateChosen(dice, 0)]));
}

export function generateIndicators(dice: Dice, elements: readonly DistrictElement[]): readonly DistrictIndicator[] {
  return Array.from({ length: dice.between(3, 8) }, (_, index): DistrictIndicator => {
    const operator = generateOperator(dice, elements);
    const indicator = { code: `indicator${index + 1}`, children: generateChosen(dice, 66), operator };
    // A number of texts isn't scaled.
    if (operator.op === 'list' || operator.op === 'distinct' || dice.chance(45)) return indicator;
    return { ...indicator, factor: dice.pick(['1000', '100', '0.0001']) };
  });
}

function generateOperator(dice: Dice, elements: readonly DistrictElement[]): Operator {
  const texts = elements.filter((element) => element.type === 'text');
  const number = (): Term => generateTerm(dice, elements, false);
  const either = (): Term => generateTerm(dice, elements, dice.chance(75));
  const op = dice.weighted<Operator['op']>([
    [8, 'total'],
    [8, 'ratio'],
    [3, 'mean'],
    [3, 'min'],
    [3, 'max'],
    [3, 'median'],
    [4, 'weighted_mean'],
    [texts.length > 0 ? 3 : 0, 'list'],
    [texts.length > 0 ? 3 : 0, 'distinct'],
  ]);
  switch (op) {
    case 'total':
      return { op, of: either() };
    case 'ratio':
      return { op, of: either(), per: either() };
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return { op, of: number() };
    case 'weighted_mean':
      return { op, of: number(), weight: number() };
    case 'list':
    case 'distinct':
      return { op, element: dice.pick(texts).code };
  }
}

function generateTerm(dice: Dice, elements: readonly DistrictElement[], counts: boolean): Term {
  const element = dice.pick(
    elements.filter(({ type }) => type === 'number' || type === 'boolean' || (counts && type === 'choice')),
  );
  const over = dice.weighted<OverPeriods | undefined>([
    [6, undefined],
    [2, 'sum'],
    [3, 'latest'],
    [3, 'mean'],
    [2, 'max'],
    [2, 'min'],
  ]);
  return {
    element: element.code,
    ...(element.keys.length > 1 && dice.chance(50) ? { keys: dice.some(element.keys) } : {}),
    ...(over === undefined ? {} : { over }),
    take: counts ? 'count' : 'sum',
    ...(counts && dice.chance(85) ? { where: generatePredicate(dice, element) } : {}),
  };
}

function generatePredicate(dice: Dice, element: DistrictElement): Predicate {
  const op = dice.pick(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const);
  if (element.type === 'boolean') return { op, value: dice.pick(['true', 'false']) };
  if (element.type === 'choice')
    return { op: dice.chance(60) ? dice.pick(['eq', 'ne'] as const) : op, value: dice.pick(choiceCodes) };
  // Values that the small numbers hit, and half of them.
  return { op, value: dice.pick(['0', '0', '1', '2', '3', '1.5', '0.5', '-1']) };
}
