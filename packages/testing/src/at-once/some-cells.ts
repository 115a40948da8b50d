import {
  cellId,
  columnCode,
  expectedCells,
  isWorkedOut,
  newRowKey,
  registersOf,
  type Cell,
  type DataElement,
} from '@huibao/domain';
import type { OutputOf, useCases } from '@huibao/services';
import type { Dice } from '../rollup-oracle/seeded-dice.ts';
import { someValue } from '../world/generated-answers.ts';

type SeenForm = OutputOf<typeof useCases.getSubmissionView>;

/**
 * Some cells of a form as somebody has it before them, with values that each fit their element and needn't fit each
 * other, a row here and there, and for one in ten a version that isn't the one that was seen.
 */
export function someCells(
  { form, unit, period, cells }: SeenForm,
  dice: Dice,
): readonly (Cell & { readonly version: number })[] {
  const seen = new Map(cells.map((cell) => [cellId(cell), cell.version]));
  const cell = (element: DataElement, code: string, key: string): Cell => ({
    code,
    key,
    state: 'value',
    value: someValue(element, period, dice),
  });
  const fields = expectedCells(form, unit)
    .filter(({ element }) => !isWorkedOut(element) && element.fromSensitiveRegister === undefined)
    .map(({ element, option }) => cell(element, element.code, option?.code ?? ''));
  const rows = registersOf(form).flatMap((register): readonly Cell[] => {
    if (dice.chance(50)) return [{ code: register.code, key: '', state: 'value', value: 'nothing' }];
    const key = newRowKey(dice.below(2 ** 31), new Uint8Array(10));
    return register.columns.map((column) => cell(column, columnCode(register, column), key));
  });
  const all = [...fields, ...rows];
  if (all.length === 0) return [];
  return dice
    .some(all)
    .map((one) => ({ ...one, version: dice.chance(90) ? (seen.get(cellId(one)) ?? 0) : dice.below(3) }));
}
