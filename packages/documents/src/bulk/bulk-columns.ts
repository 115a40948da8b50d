import {
  cellId,
  cellOptionsOf,
  elementOfCell,
  elementsOf,
  type CellAddress,
  type DataElement,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import { headOf, isWritable } from '../xlsx/form/input-cell.ts';

/** A cell of a form as a column: every unit's stands under it. */
export interface BulkColumn extends CellAddress {
  readonly id: string;
  readonly element: DataElement;
  readonly label: Localized;
}

/** What a file of many units may fill in of a form, in its order. Lists of records are none of it. */
export function bulkColumns(form: FormDefinition): readonly BulkColumn[] {
  return elementsOf(form).flatMap((element) =>
    (cellOptionsOf(element) ?? [null]).flatMap((option) => {
      const asked = elementOfCell(element, option);
      if (!isWritable(asked)) return [];
      const address = { code: element.code, key: option?.code ?? '' };
      const head = headOf(element);
      const label = option ? { zh: `${head.zh}：${option.label.zh}`, en: `${head.en}: ${option.label.en}` } : head;
      return [{ ...address, id: cellId(address), element: asked, label }];
    }),
  );
}

/** Names are compared without spaces, width and case, and without the mark of what is required. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replaceAll('*', '').toLowerCase();
}
