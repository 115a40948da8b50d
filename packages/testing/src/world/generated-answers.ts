import {
  cellMap,
  columnCode,
  evaluateForm,
  isNumeric,
  newRowKey,
  registersOf,
  type Cell,
  type DataElement,
  type EvaluationContext,
  type FormDefinition,
  type Period,
  type UnitTraits,
} from '@huibao/domain';
import { createDice, type Dice } from '../rollup-oracle/seeded-dice.ts';
import { plainAnswers } from './fill.ts';

export interface Asked {
  readonly form: FormDefinition;
  readonly unit: UnitTraits;
  readonly period: Period;
  readonly year: number;
  /** What was answered before, as the form reads it; absent in a first period. */
  readonly before?: Pick<EvaluationContext, 'previous' | 'earlierThisYear'>;
  /** Rows that came from the period before: they stay, and count. */
  readonly carried?: readonly Cell[];
  /** Forms that it reads something of; absent where it reads none. */
  readonly others?: NonNullable<EvaluationContext['others']>;
}

const nothingBefore = { previous: null, earlierThisYear: [] };

/** So many changes are tried, of one cell or of two that must fit each other. */
const mostTries = 50;
const rowsOfRegister = 3;

/**
 * A complete answer to any form, by a seed, that breaks none of its rules but may want explaining: from plain answers
 * and full rows on, whatever change of one or two cells still passes is kept.
 */
export function generatedAnswers(asked: Asked, seed: number): readonly Cell[] {
  const { form, unit, period } = asked;
  const dice = createDice(seed);
  const filled = registersOf(form).flatMap((register) =>
    Array.from({ length: rowsOfRegister }, (_, row) => {
      const key = newRowKey(1_000_000 * (seed + 1) + row, new Uint8Array(10));
      return register.columns.map((column): Cell => ({
        code: columnCode(register, column),
        key,
        state: 'value',
        value: someValue(column, period, dice),
      }));
    }).flat(),
  );
  const columns = new Map(
    registersOf(form).flatMap((register) =>
      register.columns.map((column) => [columnCode(register, column), column] as const),
    ),
  );
  const elements = new Map(
    form.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => ('elements' in block ? block.elements.map((one) => [one.code, one] as const) : [])),
    ),
  );
  const plain = plainAnswers(form, unit, period);
  const hasRows = new Set((asked.carried ?? []).map(({ code }) => code.split('.')[0] ?? ''));
  let answers: readonly Cell[] = [...plain.filter(({ code }) => elements.has(code)), ...filled];
  if (!isSound(asked, answers)) answers = plain.filter(({ code }) => !hasRows.has(code));
  for (let tried = 0; tried < mostTries; tried++) {
    const at = new Set([dice.below(answers.length), ...(dice.chance(60) ? [dice.below(answers.length)] : [])]);
    const changed = answers.map((cell, index) => {
      const element = elements.get(cell.code) ?? columns.get(cell.code);
      return at.has(index) && element ? { ...cell, value: someValue(element, period, dice) } : cell;
    });
    if (isSound(asked, changed)) answers = changed;
  }
  return answers;
}

function isSound(
  { form, unit, period, year, before = nothingBefore, carried = [], others = [] }: Asked,
  cells: readonly Cell[],
): boolean {
  const { findings } = evaluateForm(form, {
    cells: cellMap([...carried, ...cells]),
    unit,
    period,
    year,
    lastYear: null,
    others,
    ...before,
  });
  return findings.every(({ severity }) => severity !== 'error');
}

export function someValue(element: DataElement, { startsOn, endsOn }: Period, dice: Dice): string {
  if (isNumeric(element.type)) return String(Number(element.min ?? '0') + dice.below(40));
  switch (element.type) {
    case 'boolean':
      return String(dice.chance(60));
    case 'choice':
      return dice.pick(element.options ?? []).code;
    case 'date':
      return dice.chance(50) ? startsOn : endsOn;
    case 'attachment':
      return '[]';
    default:
      return `事项${dice.below(9)}`;
  }
}
