import type { FormWorkbook, IgnoredCell, WorkbookCell } from '@huibao/documents/xlsx';
import {
  cellId,
  columnCode,
  elementsOf,
  isNumeric,
  missingCell,
  onceEach,
  parseCell,
  registersOf,
  type Cell,
  type CellContent,
  type CellMap,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
} from '@huibao/domain';
import type { DraftCell } from '../draft-cell.repository.ts';

/** A cell as the workbook would have it, ready to be saved with source `excel`, with the version that was seen. */
export interface WorkbookChange extends Cell {
  readonly version: number;
  /** Where it stands in the workbook; both '' for a cell of a row that was deleted there. */
  readonly sheet: string;
  readonly ref: string;
  readonly before: CellContent;
  /** A number that the sheet holds as a text: read, and said. */
  readonly isNumberAsText: boolean;
}

export interface WorkbookPreview<Conflict extends WorkbookChange = WorkbookChange> {
  readonly changes: readonly WorkbookChange[];
  /** What stood there and would be empty. Nobody empties in passing: it is chosen apart from the changes. */
  readonly emptied: readonly WorkbookChange[];
  /** Changed in the workbook, and in the system since the workbook was made (`before` is what stands there now). */
  readonly conflicts: readonly Conflict[];
  readonly refused: readonly (Pick<WorkbookCell, 'code' | 'key' | 'sheet' | 'ref' | 'text'> & {
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  })[];
  readonly ignored: readonly IgnoredCell[];
  readonly unchanged: number;
}

/**
 * What a workbook's cells would change of those stored, told apart by what the workbook held when it was made: a cell
 * that the clerk left alone keeps what a colleague has written since. Where the workbook doesn't know that, whatever
 * would be emptied is a conflict.
 */
export function compareWorkbook(
  form: FormDefinition,
  year: number,
  stored: ReadonlyMap<string, DraftCell>,
  { base, cells, ignored }: Pick<FormWorkbook, 'base' | 'cells' | 'ignored'>,
): WorkbookPreview {
  const elements = elementsByCode(form);
  const changes: WorkbookChange[] = [];
  const emptied: WorkbookChange[] = [];
  const conflicts: WorkbookChange[] = [];
  const refused: WorkbookPreview['refused'][number][] = [];
  let unchanged = 0;
  const place = (id: string, cell: WorkbookCell, mine: CellContent): void => {
    const standing = stored.get(id);
    const now = contentOf(standing);
    const known = base && (base.get(id) ?? missingCell);
    if (isSame(mine, now) || (known && isSame(mine, known))) {
      unchanged += 1;
      return;
    }
    const change: WorkbookChange = {
      code: cell.code,
      key: cell.key,
      state: mine.state,
      value: mine.value,
      version: standing?.version ?? 0,
      sheet: cell.sheet,
      ref: cell.ref,
      before: now,
      isNumberAsText: cell.flaw === 'number_as_text' && isNumberOf(elements.get(cell.code)),
    };
    const isEmptying = mine.state === 'missing';
    if (known ? !isSame(now, known) : isEmptying) conflicts.push(change);
    else if (isEmptying) emptied.push(change);
    else changes.push(change);
  };
  const seen = new Set<string>();
  for (const cell of cells) {
    const id = cellId(cell);
    seen.add(id);
    const asked = elements.get(cell.code);
    // Of a cell that the form has no more only what was typed since is told.
    if (asked === undefined && (cell.text === '' || cell.text === base?.get(id)?.value)) {
      unchanged += 1;
      continue;
    }
    const parsed = asked === 'register' ? readNothing(cell, stored.get(id)) : readCell(asked, cell, year);
    if (parsed.ok) place(id, cell, parsed.content);
    else {
      const { code, key, sheet, ref, text } = cell;
      refused.push({ code, key, sheet, ref, text, error: `cell.${parsed.code}`, params: parsed.params });
    }
  }
  for (const cell of deletedRows(stored, base, seen))
    place(cellId(cell), { ...cell, sheet: '', ref: '', text: '' }, missingCell);
  return { changes, emptied, conflicts, refused, ignored, unchanged };
}

type Asked = DataElement | 'register';

const elementsByCode = onceEach(
  (form: FormDefinition): ReadonlyMap<string, Asked> =>
    new Map<string, Asked>([
      ...elementsOf(form).map((element) => [element.code, element] as const),
      ...registersOf(form).flatMap((register) => [
        [register.code, 'register'] as const,
        ...register.columns.map((column) => [columnCode(register, column), column] as const),
      ]),
    ]),
);

type ReadCell =
  | { readonly ok: true; readonly content: CellContent }
  | {
      readonly ok: false;
      readonly code: Extract<ErrorCode, `cell.${string}`> extends `cell.${infer Code}` ? Code : never;
      readonly params: ErrorParams;
    };

/** A register is asked for its “nothing” alone: whatever else it answers isn't in the sheet, nor emptied by it. */
function readNothing({ text }: WorkbookCell, now: CellContent | undefined): ReadCell {
  if (text === 'nothing') return { ok: true, content: { state: 'value', value: 'nothing' } };
  return { ok: true, content: now?.value === 'nothing' ? missingCell : contentOf(now) };
}

function readCell(asked: DataElement | undefined, { text, flaw }: WorkbookCell, year: number): ReadCell {
  if (asked === undefined) return { ok: false, code: 'unknown', params: {} };
  if (flaw !== undefined && flaw !== 'number_as_text') return { ok: false, code: flaw, params: {} };
  return parseCell(asked, text, year);
}

function isNumberOf(asked: Asked | undefined): boolean {
  return asked !== undefined && asked !== 'register' && isNumeric(asked.type);
}

/** Cells of records that the workbook had and has no more. One that a colleague has added since was never in it. */
function deletedRows(
  stored: ReadonlyMap<string, DraftCell>,
  base: CellMap | null,
  seen: ReadonlySet<string>,
): readonly DraftCell[] {
  return [...stored.values()].filter((cell) => {
    const id = cellId(cell);
    return cell.code.includes('.') && cell.state !== 'missing' && !seen.has(id) && (base === null || base.has(id));
  });
}

function contentOf(cell: CellContent | undefined): CellContent {
  return cell ? { state: cell.state, value: cell.value } : missingCell;
}

function isSame(a: CellContent, b: CellContent): boolean {
  return a.state === b.state && a.value === b.value;
}
