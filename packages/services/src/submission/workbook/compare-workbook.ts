import {
  cellId,
  columnCode,
  contentAt,
  elementsOf,
  parseCell,
  registersOf,
  type Cell,
  type CellContent,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
} from '@huibao/domain';
import type { DraftCell } from '../draft-cell.repository.ts';

export interface WorkbookPreview {
  /** Ready to be saved with source `excel`, with the version that was seen. */
  readonly changes: readonly (Cell & {
    readonly version: number;
    readonly ref: string;
    readonly sheet: string;
    readonly before: CellContent;
    readonly notice: 'emptied' | null;
  })[];
  readonly refused: readonly {
    readonly code: string;
    readonly key: string;
    readonly sheet: string;
    readonly ref: string;
    readonly text: string;
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  }[];
  readonly unchanged: number;
}

/** What a workbook's cells would change of those stored. */
export function compareWorkbook(
  form: FormDefinition,
  stored: ReadonlyMap<string, DraftCell>,
  cells: readonly { code: string; key: string; sheet: string; ref: string; text: string }[],
): WorkbookPreview {
  const elements = new Map<string, DataElement | 'register'>([
    ...elementsOf(form).map((element) => [element.code, element] as const),
    ...registersOf(form).map((register) => [register.code, 'register'] as const),
    ...registersOf(form).flatMap((register) =>
      register.columns.map((column) => [columnCode(register, column), column] as const),
    ),
  ]);
  const changes: WorkbookPreview['changes'][number][] = [];
  const refused: WorkbookPreview['refused'][number][] = [];
  let unchanged = 0;
  const seen = new Set<string>();
  for (const cell of cells) {
    const place = elements.get(cell.code);
    const id = cellId(cell);
    seen.add(id);
    const before = stored.get(id);
    const parsed =
      place === undefined
        ? { ok: false as const, code: 'unknown' as const, params: {} }
        : place === 'register'
          ? registerAnswer(cell.text)
          : parseCell(place, cell.text);
    if (!parsed.ok) {
      refused.push({ ...cell, error: `cell.${parsed.code}`, params: parsed.params });
      continue;
    }
    const old = before ?? { state: 'missing' as const, value: '' };
    if (old.state === parsed.content.state && old.value === parsed.content.value) unchanged += 1;
    else {
      changes.push({
        code: cell.code,
        key: cell.key,
        ...parsed.content,
        version: before?.version ?? 0,
        ref: cell.ref,
        sheet: cell.sheet,
        before: { state: old.state, value: old.value },
        notice: 'notice' in parsed && parsed.notice === 'emptied' ? 'emptied' : null,
      });
    }
  }
  // Rows deleted in the workbook are deleted here.
  for (const cell of stored.values()) {
    if (cell.code.includes('.') && cell.state !== 'missing' && !seen.has(cellId(cell))) {
      changes.push({
        code: cell.code,
        key: cell.key,
        state: 'missing',
        value: '',
        version: cell.version,
        ref: '',
        sheet: '',
        before: contentAt(new Map([[cellId(cell), cell]]), cell.code, cell.key),
        notice: null,
      });
    }
  }
  return { changes, refused, unchanged };
}

function registerAnswer(text: string): { ok: true; content: CellContent } {
  return {
    ok: true,
    content: text.trim() === 'nothing' ? { state: 'value', value: 'nothing' } : { state: 'missing', value: '' },
  };
}
