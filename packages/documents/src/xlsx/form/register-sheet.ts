import { randomBytes } from 'node:crypto';
import type { DataElement, Register } from '@huibao/domain';
import {
  columnCode,
  contentAt,
  localize,
  matchesUnit,
  missingCell,
  momentAfter,
  newRowKey,
  registerRows,
} from '@huibao/domain';
import { toRef } from '../cell/ref.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { columnsMark, nothingColumn, nothingMark, rowPrefix } from './layout.ts';
import type { FormWorkbookInput } from './workbook.ts';
import { words } from './words.ts';
import { choicesOf, contentCell, formatOf, headOf, isWritable, typedMessage, typedRule } from './input-cell.ts';
import { askedByText } from './asked-by-text.ts';
import { headStyle, leadRows } from './lead-rows.ts';
import { rowHeight } from '../write/row-height.ts';
import type { CellStyle, CellValidation, Sheet, SheetColumn, SheetRow } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';

const blankRows = 30;
/** So far down a sheet's checks go: more records than a form takes. */
const lastCheckedRow = 20_000;
const labelStyle: CellStyle = { format: textFormat, isBordered: true };
/** Hidden address and number stand before the register's own columns. */
const ownColumns = 2;

/**
 * A register: a row per record, then blank ones. They have ids already, so that the same file read twice makes
 * the same records.
 */
export function registerSheet(input: FormWorkbookInput, register: Register, name: string, choices: ChoiceLists): Sheet {
  const { cells, form, locale, unit } = input;
  const columns = register.columns.filter((column) => matchesUnit(column.appliesTo, unit));
  const known = registerRows(form, cells).get(register.code) ?? [];
  const lead = leadRows(input, Math.max(columns.length + ownColumns, 4));
  const isNothing = contentAt(cells, register.code).value === 'nothing';
  const nothingRow = lead.rows.length;
  const headRow = nothingRow + 2;

  const rows: SheetRow[] = [
    ...lead.rows,
    {
      cells: [
        textCell(nothingMark, { format: textFormat }),
        textCell(localize(words.nothing, locale), { format: textFormat }),
        textCell(isNothing ? localize(words.yes, locale) : '', {
          fill: 'input',
          isBordered: true,
          isUnlocked: true,
          format: textFormat,
          align: 'center',
        }),
        textCell(
          [
            localize(register.label, locale),
            askedByText(form, register.code, locale),
            ...columns.map((column) => columnAskedBy(input, register, column)),
            register.hint ? localize(register.hint, locale) : '',
          ]
            .filter((part) => part !== '')
            .join('：'),
          { font: 'faint', format: textFormat },
        ),
      ],
    },
    {
      cells: [
        textCell(columnsMark, { format: textFormat }),
        null,
        ...columns.map((column) =>
          textCell(isWritable(column) ? columnCode(register, column) : '', { format: textFormat }),
        ),
      ],
      isHidden: true,
    },
    {
      cells: [
        null,
        textCell(localize(words.number, locale), headStyle),
        ...columns.map((column) => textCell(localize(headOf(column), locale), headStyle)),
      ],
    },
  ];
  const firstRow = rows.length;
  const widths = [{ width: 12, isHidden: true }, { width: 26 }, ...columns.map(columnOf)];
  // Behind the rows that are there, in the sheet's own order.
  const begin = momentAfter(known.at(-1));
  const addresses = [
    ...known.map((id) => `${rowPrefix.known}${id}`),
    ...Array.from({ length: blankRows }, (_, row) => `${rowPrefix.blank}${newRowKey(begin + row, randomBytes(10))}`),
  ];
  for (const [index, address] of addresses.entries()) {
    const id = known[index];
    const row: SheetRow = {
      cells: [
        textCell(address, { format: textFormat }),
        {
          value: { kind: 'number', digits: String(index + 1) },
          style: { ...labelStyle, format: '0', align: 'center' },
        },
        ...columns.map((column) =>
          contentCell(
            column,
            id === undefined ? missingCell : contentAt(cells, columnCode(register, column), id),
            locale,
            isWritable(column) ? { fill: 'input', isUnlocked: true } : { fill: 'calculated' },
          ),
        ),
      ],
    };
    rows.push({ ...row, height: rowHeight(row, widths, 1) });
  }
  return {
    name,
    isProtected: true,
    isLandscape: columns.length > 4,
    columns: widths,
    rows,
    merges: lead.merges,
    validations: [
      {
        column: nothingColumn,
        firstRow: nothingRow,
        lastRow: nothingRow,
        rule: choices.ruleFor([localize(words.yes, locale)]),
        message: localize(words.wrongChoice, locale),
      },
      ...columns.flatMap((column, index) =>
        isWritable(column) ? ruleFor(column, index + ownColumns, firstRow, lastCheckedRow, input, choices) : [],
      ),
    ],
    head: { firstRow: headRow, nextRow: headRow + 1 },
  };
}

/** A column that is asked row by row says by what. */
function columnAskedBy({ form, locale }: FormWorkbookInput, register: Register, column: DataElement): string {
  const text = askedByText(form, columnCode(register, column), locale);
  const [opening, closing] = locale === 'en' ? [' (', ')'] : ['（', '）'];
  return text === '' ? '' : `${localize(column.label, locale)}${opening}${text}${closing}`;
}

/** Below the prepared rows one may type on. */
function columnOf(column: DataElement): SheetColumn {
  const width = column.type === 'narrative' ? 44 : column.type === 'text' ? 26 : 16;
  return isWritable(column) ? { width, style: { format: formatOf(column), isUnlocked: true } } : { width };
}

function ruleFor(
  column: DataElement,
  at: number,
  firstRow: number,
  lastRow: number,
  { locale, unit }: FormWorkbookInput,
  choices: ChoiceLists,
): CellValidation[] {
  const list = choicesOf(column, unit, locale);
  if (list)
    return [
      { column: at, firstRow, lastRow, rule: choices.ruleFor(list), message: localize(words.wrongChoice, locale) },
    ];
  // Relative to the first row, as spreadsheets read a rule over a range.
  const rule = typedRule(column, toRef(at, firstRow));
  return rule
    ? [
        {
          column: at,
          firstRow,
          lastRow,
          rule,
          ...(rule.kind === 'length' ? {} : { message: typedMessage(column, locale) }),
        },
      ]
    : [];
}
