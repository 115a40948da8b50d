import { columnName } from '../cell/ref.ts';
import type { CellValidation, Sheet } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';
import { quoteSheet } from '../write/write-workbook.ts';

export const choicesSheet = '_choices';

/** Drop-down lists by reference: written into the rule itself they end at 255 characters and at the first comma. */
export class ChoiceLists {
  readonly #lists: (readonly string[])[] = [];
  readonly #columns = new Map<string, number>();

  ruleFor(choices: readonly string[]): CellValidation['rule'] {
    const key = JSON.stringify(choices);
    const column = this.#columns.get(key) ?? this.#lists.length;
    if (column === this.#lists.length) {
      this.#lists.push(choices);
      this.#columns.set(key, column);
    }
    const name = columnName(column);
    return { kind: 'list', source: `${quoteSheet(choicesSheet)}!$${name}$1:$${name}$${choices.length}` };
  }

  toSheets(): readonly Sheet[] {
    if (this.#lists.length === 0) return [];
    const height = Math.max(...this.#lists.map((list) => list.length));
    return [
      {
        name: choicesSheet,
        isVeryHidden: true,
        isProtected: true,
        columns: [],
        rows: Array.from({ length: height }, (_, row) => ({
          cells: this.#lists.map((list) =>
            list[row] === undefined ? null : textCell(list[row], { format: textFormat }),
          ),
        })),
      },
    ];
  }
}
