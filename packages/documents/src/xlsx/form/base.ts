import type { Cell, CellMap, FormDefinition } from '@huibao/domain';
import { cellMap, columnCode, elementsOf, registersOf } from '@huibao/domain';
import { DocumentError } from '../../document-error.ts';
import { isWritable } from './input-cell.ts';
import { basePiece } from './layout.ts';

/**
 * The answers that a workbook holds when it is made, as pieces of one text. Read back, they tell what a clerk changed
 * in the file from what a colleague has changed in the system since.
 */
export function writeBase(form: FormDefinition, cells: CellMap): readonly string[] {
  const codes = new Set([
    ...elementsOf(form)
      .filter(isWritable)
      .map((element) => element.code),
    ...registersOf(form).flatMap((register) => [
      register.code,
      ...register.columns.filter(isWritable).map((column) => columnCode(register, column)),
    ]),
  ]);
  const answers = [...cells.values()].filter((cell) => cell.state !== 'missing' && codes.has(cell.code));
  const json = JSON.stringify(answers.map(({ code, key, state, value }) => [code, key, state, value]));
  return Array.from({ length: Math.ceil(json.length / basePiece) }, (_, index) =>
    json.slice(index * basePiece, (index + 1) * basePiece),
  );
}

/** @throws {DocumentError} */
export function readBase(pieces: readonly string[]): CellMap {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pieces.join(''));
  } catch {
    throw new DocumentError('workbook.no_identity');
  }
  if (!Array.isArray(parsed)) throw new DocumentError('workbook.no_identity');
  return cellMap(parsed.map(answerOf));
}

function answerOf(entry: unknown): Cell {
  const parts: readonly unknown[] = Array.isArray(entry) ? (entry as unknown[]) : [];
  const [code, key, state, value, ...rest] = parts;
  if (
    rest.length > 0 ||
    typeof code !== 'string' ||
    typeof key !== 'string' ||
    (state !== 'value' && state !== 'not_applicable') ||
    typeof value !== 'string'
  )
    throw new DocumentError('workbook.no_identity');
  return { code, key, state, value };
}
