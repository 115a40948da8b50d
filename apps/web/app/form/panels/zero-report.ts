import { contentAt, expectedCells, isNumeric, isWorkedOut, registerRows, registersOf, type Cell } from '@huibao/domain';
import type { FormHandle } from '../sync/use-form.ts';

/**
 * 零报告: every count that nobody filled becomes 0, every list that is empty says that there is nothing.
 * Nothing filled is touched.
 */
export function zeroCells({ view, evaluation, state }: FormHandle): readonly Cell[] {
  const counts = expectedCells(view.form, view.unit)
    .filter(
      ({ element, cellId: id }) =>
        isNumeric(element.type) &&
        element.required &&
        // Text that couldn't be read is an answer that is to be mended.
        !state.rejected.has(id) &&
        !isWorkedOut(element) &&
        !evaluation.notAsked.has(element.code) &&
        element.fromSensitiveRegister === undefined &&
        (evaluation.cells.get(id)?.state ?? 'missing') === 'missing',
    )
    .map(({ element, option }): Cell => ({ code: element.code, key: option?.code ?? '', state: 'value', value: '0' }));
  const rows = registerRows(view.form, evaluation.cells);
  const lists = registersOf(view.form)
    .filter(
      (register) =>
        !evaluation.notAsked.has(register.code) &&
        (rows.get(register.code)?.length ?? 0) === 0 &&
        contentAt(evaluation.cells, register.code).state === 'missing',
    )
    .map((register): Cell => ({ code: register.code, key: '', state: 'value', value: 'nothing' }));
  return [...counts, ...lists];
}
