import type { CellMap, DataElement, FormBlock, FormDefinition, Locale, Option, UnitTraits } from '@huibao/domain';
import { cellId, cellOptionsOf, contentAt, elementOfCell, localize, matchesUnit } from '@huibao/domain';
import { toRef } from '../cell/ref.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { lockedMark, valueColumn } from './layout.ts';
import type { FormWorkbookInput } from './workbook.ts';
import { words } from './words.ts';
import { contentCell, isWritable, limitsText, validationsOf } from './input-cell.ts';
import { askedByText } from './asked-by-text.ts';
import { headStyle, leadRows } from './lead-rows.ts';
import { rowHeight } from '../write/row-height.ts';
import type { CellStyle, CellValidation, Sheet, SheetRow } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';

const labelStyle: CellStyle = { format: textFormat, isWrapped: true, isBordered: true };
const remarkStyle: CellStyle = { ...labelStyle, font: 'faint' };
const sectionStyle: CellStyle = { format: textFormat, font: 'bold', fill: 'section', isBordered: true };
/** Hidden address, item, category, unit, this term, last year, remark. */
const columns = [
  { width: 20, isHidden: true },
  { width: 32 },
  { width: 18 },
  { width: 10 },
  { width: 24 },
  { width: 18 },
  { width: 30 },
];

/**
 * The form's fields on one sheet, section by section, as on paper: item, category, unit, this term, the same
 * term last year.
 */
export function fieldsSheet(input: FormWorkbookInput, name: string, choices: ChoiceLists): Sheet {
  const { form, locale, unit } = input;
  const lead = leadRows(input, columns.length);
  const rows: SheetRow[] = [...lead.rows];
  const merges: string[] = [...lead.merges];
  const validations: CellValidation[] = [];
  const headRow = rows.length;
  rows.push({
    cells: [
      null,
      ...[words.indicator, words.option, words.measure, words.thisTerm, words.lastYear, words.remark].map((word) =>
        textCell(localize(word, locale), headStyle),
      ),
    ],
  });

  const heading = (text: string) => {
    merges.push(`${toRef(1, rows.length)}:${toRef(columns.length - 1, rows.length)}`);
    rows.push({
      cells: [
        textCell(lockedMark, { format: textFormat }),
        textCell(text, sectionStyle),
        ...columns.slice(2).map(() => ({ style: sectionStyle })),
      ],
    });
  };
  for (const section of form.sections) {
    const blocks = section.blocks.filter((block) => block.kind === 'fields' && fieldsOf(block, unit).length > 0);
    if (blocks.length > 0) heading(localize(section.title, locale));
    for (const block of blocks) {
      if (block.kind === 'fields' && localize(block.title, locale) !== localize(section.title, locale))
        heading(localize(block.title, locale));
      const firstRow = rows.length;
      for (const { element, option } of fieldsOf(block, unit)) {
        if (isWritable(elementOfCell(element, option)))
          validations.push(...validationsOf(element, { column: valueColumn, row: rows.length }, unit, locale, choices));
        rows.push(fieldRow(element, option, input));
      }
      merges.push(...labelMerges(fieldsOf(block, unit), firstRow));
    }
  }
  return {
    name,
    isProtected: true,
    isLandscape: true,
    columns,
    rows,
    merges,
    validations,
    head: { firstRow: headRow, nextRow: headRow + 1 },
  };
}

interface Field {
  readonly element: DataElement;
  readonly option: Option | null;
}

function fieldsOf(block: FormBlock, unit: UnitTraits): readonly Field[] {
  if (block.kind !== 'fields') return [];
  return block.elements
    .filter((element) => matchesUnit(element.appliesTo, unit))
    .flatMap((element): readonly Field[] => {
      const options = cellOptionsOf(element)?.filter((option) => matchesUnit(option.appliesTo, unit));
      return options?.map((option) => ({ element, option })) ?? [{ element, option: null }];
    });
}

/** A disaggregated element's label stands once beside its options. */
function labelMerges(fields: readonly Field[], firstRow: number): string[] {
  const merges: string[] = [];
  for (let start = 0; start < fields.length;) {
    let next = start + 1;
    while (next < fields.length && fields[next]?.element === fields[start]?.element) next++;
    if (next - start > 1) merges.push(`${toRef(1, firstRow + start)}:${toRef(1, firstRow + next - 1)}`);
    start = next;
  }
  return merges;
}

function fieldRow(
  element: DataElement,
  option: Option | null,
  { form, cells, lastYear, locale }: FormWorkbookInput,
): SheetRow {
  const key = option?.code ?? '';
  const at = (map: CellMap) => contentAt(map, element.code, key);
  const writable = isWritable(elementOfCell(element, option));
  const required = element.required && writable ? ' *' : '';
  const row: SheetRow = {
    cells: [
      textCell(writable ? cellId({ code: element.code, key }) : lockedMark, { format: textFormat }),
      textCell(`${localize(element.label, locale)}${required}`, labelStyle),
      textCell(option ? localize(option.label, locale) : '', labelStyle),
      textCell(element.unit ? localize(element.unit, locale) : '', { ...labelStyle, align: 'center' }),
      contentCell(element, at(cells), locale, writable ? { fill: 'input', isUnlocked: true } : { fill: 'calculated' }),
      lastYear
        ? contentCell(element, at(lastYear), locale, { fill: 'locked' })
        : { style: { fill: 'locked', isBordered: true } },
      textCell(remarkOf(form, element, locale), remarkStyle),
    ],
  };
  return { ...row, height: rowHeight(row, columns, element.type === 'narrative' ? 4 : 1) };
}

function remarkOf(form: FormDefinition, element: DataElement, locale: Locale): string {
  const state =
    element.takenFrom !== undefined
      ? words.taken
      : element.calculated !== undefined
        ? words.calculated
        : element.fromSensitiveRegister !== undefined
          ? words.fromRegister
          : element.type === 'attachment'
            ? words.online
            : undefined;
  const parts = [
    state ? localize(state, locale) : '',
    askedByText(form, element.code, locale),
    element.hint ? localize(element.hint, locale) : '',
    limitsText(element, locale),
  ].filter((part) => part !== '');
  const [sentence, phrase] = locale === 'en' ? [' ', '; '] : ['', '；'];
  return parts.length === 0
    ? ''
    : parts.reduce((text, part) => `${text}${/[.。]$/.test(text) ? sentence : phrase}${part}`);
}
