import { localize, missingCell, type CellContent, type FormDefinition, type Locale } from '@huibao/domain';
import { textWidth } from '../table-columns.ts';
import { contentCell } from '../xlsx/form/input-cell.ts';
import { words } from '../xlsx/form/words.ts';
import { textCell, textFormat, type CellStyle, type Sheet } from '../xlsx/write/model.ts';
import { sheetNames } from '../xlsx/write/sheet-name.ts';
import { writeWorkbook } from '../xlsx/write/write-workbook.ts';
import { bulkColumns } from './bulk-columns.ts';

export interface BulkTemplateForm {
  readonly form: FormDefinition;
  /** Who owes it. */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** By unit, then by `cellId`: what stands in its row; left out, it is to be filled in. */
  readonly values?: readonly ReadonlyMap<string, CellContent>[];
}

const headStyle: CellStyle = { font: 'bold', fill: 'head', align: 'center', isWrapped: true, isBordered: true };
const codeStyle: CellStyle = { font: 'faint', fill: 'locked', align: 'center', format: textFormat, isBordered: true };
const unitStyle: CellStyle = { format: textFormat, fill: 'locked', isBordered: true };

/** A sheet a form, a row a unit, a column a cell: named as the form names it, and by its code below that. */
export function writeBulkTemplate(
  forms: readonly BulkTemplateForm[],
  { title, locale }: { readonly title: string; readonly locale: Locale },
): Uint8Array {
  const names = sheetNames(
    forms.map(({ form }) => `${localize(form.number, locale)} ${localize(form.shortTitle, locale)}`),
  );
  return writeWorkbook(
    forms.map((one, index) => sheetOf(one, names[index] ?? '', title, locale)),
    { title },
  );
}

function sheetOf({ form, units, values = [] }: BulkTemplateForm, name: string, title: string, locale: Locale): Sheet {
  const columns = bulkColumns(form);
  const head = (text: string) => textCell(text, headStyle);
  const code = (text: string) => textCell(text, codeStyle);
  const heading = `${localize(form.number, locale)} ${localize(form.title, locale)} · ${title}`;
  return {
    name,
    isLandscape: true,
    columns: [
      { width: 14 },
      { width: 26 },
      ...columns.map(({ label }) => ({ width: Math.min(Math.max(textWidth(localize(label, locale)) / 2, 10), 22) })),
    ],
    rows: [
      { cells: [textCell(heading, { font: 'title', format: textFormat })], height: 30 },
      {
        cells: [
          head(localize(words.unitCode, locale)),
          head(localize(words.unitName, locale)),
          ...columns.map(({ label }) => head(localize(label, locale))),
        ],
      },
      { cells: [code('unit_code'), code('unit_name'), ...columns.map(({ id }) => code(id))] },
      ...units.map((unit, row) => ({
        cells: [
          textCell(unit.code, unitStyle),
          textCell(unit.name, unitStyle),
          ...columns.map(({ element, id }) =>
            contentCell(element, values[row]?.get(id) ?? missingCell, locale, { isUnlocked: true }),
          ),
        ],
      })),
    ],
    head: { firstRow: 1, nextRow: 3 },
  };
}
