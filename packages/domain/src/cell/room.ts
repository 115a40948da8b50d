import type { Cell } from './cell.ts';
import { cellId } from './cell.ts';
import type { ErrorCode, ErrorParams } from '../error-codes.ts';

/**
 * What one form holds at most, so that a key is answered at once in the browser and a bureau's board still opens when
 * every form is at its limit. More rows than `maxListLength` of `expression/evaluate.ts` couldn't be judged at all.
 */
export const formLimits = { rowsPerRegister: 2000, cellsPerForm: 30_000 } as const;

/** Comments that go with one return. */
export const mostComments = 200;

/** Of one file that is sent, whatever for; a phone's photograph or a scanned list fits. */
export const mostFileMegabytes = 10;

/** Of a programme's package, and of what it holds once unpacked. */
export const mostPackageMegabytes = 2;

/** From this share of a limit on, the person is told how much is left. */
const tellFrom = 0.9;

export function isNearLimit(count: number, limit: number): boolean {
  return count >= limit * tellFrom;
}

export interface LimitReached {
  readonly code: Extract<ErrorCode, 'submission.too_many_rows' | 'submission.too_many_cells'>;
  readonly params: ErrorParams;
}

/** How much a form holds: rows by register, filled cells in all, and of the rows in question which cells are filled. */
export interface FormOccupancy {
  readonly rows: ReadonlyMap<string, number>;
  readonly cells: number;
  readonly filled: Iterable<Pick<Cell, 'code' | 'key'>>;
}

/** Counts what a page or a workbook holds; for a save PostgreSQL counts. */
export function occupancyOf(cells: Iterable<Cell>): FormOccupancy {
  const filled = [...cells].filter((cell) => cell.state !== 'missing');
  const keys = new Map<string, Set<string>>();
  for (const cell of filled) {
    const register = registerOf(cell);
    if (register !== null) keys.set(register, (keys.get(register) ?? new Set()).add(cell.key));
  }
  return { rows: new Map([...keys].map(([code, own]) => [code, own.size])), cells: filled.length, filled };
}

/** Lets cells in, one after another, while there is room. What is emptied makes room only for what comes later on. */
export class FormRoom {
  readonly #rows: Map<string, number>;
  readonly #filled: Set<string>;
  readonly #keys: Set<string>;
  #cells: number;

  constructor({ rows, cells, filled }: FormOccupancy) {
    this.#rows = new Map(rows);
    this.#cells = cells;
    this.#filled = new Set();
    this.#keys = new Set();
    for (const cell of filled) this.#remember(cell);
  }

  /** Why there is no room for the cell; null where there is, and then it is counted. */
  admit(cell: Cell): LimitReached | null {
    if (cell.state === 'missing' || this.#filled.has(cellId(cell))) return null;
    const register = registerOf(cell);
    const isNewRow = register !== null && !this.#keys.has(`${register} ${cell.key}`);
    const rows = register === null ? 0 : (this.#rows.get(register) ?? 0);
    if (isNewRow && rows >= formLimits.rowsPerRegister)
      return { code: 'submission.too_many_rows', params: { rows: formLimits.rowsPerRegister } };
    // Fields are as many as the form has: only registers can grow beyond it.
    if (register !== null && this.#cells >= formLimits.cellsPerForm)
      return { code: 'submission.too_many_cells', params: { cells: formLimits.cellsPerForm } };
    if (isNewRow) this.#rows.set(register, rows + 1);
    this.#cells += 1;
    this.#remember(cell);
    return null;
  }

  #remember(cell: Pick<Cell, 'code' | 'key'>): void {
    this.#filled.add(cellId(cell));
    const register = registerOf(cell);
    if (register !== null) this.#keys.add(`${register} ${cell.key}`);
  }
}

/** The register that a cell is a row's of; null for a field. */
export function registerOf({ code, key }: Pick<Cell, 'code' | 'key'>): string | null {
  const point = code.indexOf('.');
  return point < 1 || key === '' ? null : code.slice(0, point);
}
