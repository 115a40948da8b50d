import type { Localized } from '@huibao/domain';
import { DocumentError } from '../../document-error.ts';
import type { SheetGrid } from './sheet-grid.ts';

/** The row of a sheet that names its columns, and where they stand. */
export interface Heads<Name extends string> {
  readonly row: number;
  readonly columns: ReadonlySet<number>;
  /** @throws {DocumentError} `workbook.column_missing` or `workbook.column_twice`, by its label */
  readonly columnOf: (name: Name) => number;
}

/**
 * Columns are found by what stands above them, in either language, so that one moved, inserted or deleted between them
 * moves no answer to a wrong place: whoever rearranges a sheet looks at the heads.
 */
export function findHeads<Name extends string>(sheet: SheetGrid, labels: ReadonlyMap<Name, Localized>): Heads<Name> {
  const names = new Map<string, Name[]>();
  for (const [name, { zh, en }] of labels)
    for (const label of new Set([headText(zh), headText(en)])) names.set(label, [...(names.get(label) ?? []), name]);
  const rows = new Map<number, { column: number; names: readonly Name[]; text: string }[]>();
  for (const { row, column, text } of sheet.filled) {
    const named = names.get(headText(text));
    if (named) rows.set(row, [...(rows.get(row) ?? []), { column, names: named, text }]);
  }
  const [row, heads] = [...rows].toSorted(([a, one], [b, other]) => other.length - one.length || a - b)[0] ?? [0, []];
  const isEnglish = heads.some((head) =>
    head.names.some((name) => headText(labels.get(name)?.zh ?? '') !== headText(head.text)),
  );
  return {
    row,
    columns: new Set(heads.map((head) => head.column)),
    columnOf(name) {
      const label = labels.get(name) ?? { zh: name, en: name };
      const found = heads.filter((head) => head.names.includes(name));
      // Columns of one label stand in the order of the form.
      const sharing = names.get(headText(label.zh)) ?? [];
      const wanted = sharing.length === found.length ? found[sharing.indexOf(name)] : undefined;
      if (wanted) return wanted.column;
      throw new DocumentError(found.length < sharing.length ? 'workbook.column_missing' : 'workbook.column_twice', {
        sheet: sheet.name,
        column: isEnglish ? label.en : label.zh,
      });
    },
  };
}

function headText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replace(/\*$/, '').toLowerCase();
}
