import { levelOfCode, localize } from '@huibao/domain';
import { toRef } from '../cell/ref.ts';
import type { FormWorkbookInput } from './workbook.ts';
import { addedBy, words } from './words.ts';
import type { CellStyle, SheetRow } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';

export const headStyle: CellStyle = {
  font: 'bold',
  fill: 'head',
  align: 'center',
  isWrapped: true,
  isBordered: true,
  format: textFormat,
};
const noteStyle: CellStyle = { font: 'faint', isWrapped: true, format: textFormat };

/**
 * What every sheet of a form opens with: its number and title, who reports for when, how to fill it in.
 * Across all shown columns.
 */
export function leadRows(
  { form, identity, locale }: FormWorkbookInput,
  columns: number,
): { readonly rows: readonly SheetRow[]; readonly merges: readonly string[] } {
  const who = `${localize(words.unit, locale)}${identity.unitName}    ${localize(words.period, locale)}${identity.periodLabel}`;
  const level = levelOfCode(form.code);
  const mark = level === null ? '' : `（${localize(addedBy[level], locale)}）`;
  const instructions = localize(form.instructions, locale);
  const lines = [
    {
      text: [localize(form.number, locale), `${localize(form.title, locale)}${mark}`]
        .filter((part) => part !== '')
        .join('  '),
      style: { font: 'title', align: 'center', format: textFormat } satisfies CellStyle,
      height: 32,
    },
    { text: who, style: { format: textFormat } satisfies CellStyle, height: 20 },
    {
      text: `${localize(words.instructions, locale)}${instructions === '' ? '' : `${instructions} `}${localize(words.howTo, locale)}`,
      style: noteStyle,
      height: instructions.length > 60 ? 60 : 32,
    },
  ];
  return {
    rows: lines.map(({ text, style, height }) => ({ cells: [null, textCell(text, style)], height })),
    merges: lines.map((_, row) => `${toRef(1, row)}:${toRef(columns - 1, row)}`),
  };
}
