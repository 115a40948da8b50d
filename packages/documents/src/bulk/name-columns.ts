import type { FormDefinition } from '@huibao/domain';
import { columnNames } from '../xlsx/form/words.ts';
import { bulkColumns, folded, type BulkColumn } from './bulk-columns.ts';

export type ColumnName = keyof typeof columnNames;

const namesOfColumns = new Map<string, ColumnName>(
  (Object.keys(columnNames) as ColumnName[]).flatMap((column) =>
    columnNames[column].map((name) => [folded(name), column] as const),
  ),
);

/** Which column a head is, whoever made the file. */
export function columnNamed(text: string): ColumnName | undefined {
  return namesOfColumns.get(folded(text));
}

/** The forms of a term, by what a file may call them and their cells. */
export class FormNames {
  readonly #forms = new Map<string, NamedForm>();

  constructor(forms: readonly FormDefinition[]) {
    for (const form of forms) {
      const named = new NamedForm(form);
      const { code, number, title, shortTitle } = form;
      for (const locale of ['zh', 'en'] as const)
        for (const name of [
          code,
          number[locale],
          title[locale],
          shortTitle[locale],
          `${number[locale]}${shortTitle[locale]}`,
          `${number[locale]}${title[locale]}`,
        ])
          if (!this.#forms.has(folded(name))) this.#forms.set(folded(name), named);
    }
  }

  all(): readonly NamedForm[] {
    return [...new Set(this.#forms.values())];
  }

  find(name: string): NamedForm | undefined {
    return this.#forms.get(folded(name));
  }
}

/** A form's columns by their ids (`code` or `code[option]`) and by their labels in either language. */
export class NamedForm {
  readonly code: string;
  readonly #byId: ReadonlyMap<string, BulkColumn>;
  readonly #byName: ReadonlyMap<string, BulkColumn | 'several'>;
  /** Cells of an element by the options' codes and labels. */
  readonly #elements: ReadonlyMap<string, ReadonlyMap<string, BulkColumn>>;

  constructor(form: FormDefinition) {
    this.code = form.code;
    const columns = bulkColumns(form);
    this.#byId = new Map(columns.map((column) => [column.id, column]));
    const byName = new Map<string, BulkColumn | 'several'>();
    const elements = new Map<string, Map<string, BulkColumn>>();
    for (const column of columns) {
      const { element, label, key } = column;
      const own = new Set(
        [label.zh, label.en, ...(key === '' ? [element.label.zh, element.label.en] : [])].map(folded),
      );
      for (const name of own) byName.set(name, byName.has(name) ? 'several' : column);
      for (const name of [element.code, folded(element.label.zh), folded(element.label.en)]) {
        const cells = elements.get(name) ?? new Map<string, BulkColumn>();
        elements.set(name, cells.set(key, column));
        for (const part of [label.zh, label.en]) cells.set(folded(part.split(/[：:]/).at(-1) ?? ''), column);
      }
    }
    this.#byName = byName;
    this.#elements = elements;
  }

  columnById(id: string): BulkColumn | undefined {
    return this.#byId.get(id.trim());
  }

  /** Undefined also where several are called so. */
  columnNamed(text: string): BulkColumn | undefined {
    const found = this.columnById(text) ?? this.#byName.get(folded(text));
    return found === 'several' ? undefined : found;
  }

  /** An element's cells by option; undefined where there is no such element. */
  cellsOf(element: string): ReadonlyMap<string, BulkColumn> | undefined {
    const cell = this.columnById(element);
    if (cell && cell.key !== '') return new Map([['', cell]]);
    return this.#elements.get(element.trim()) ?? this.#elements.get(folded(element));
  }
}
