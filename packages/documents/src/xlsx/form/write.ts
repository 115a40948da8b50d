import type { FormDefinition } from '@huibao/domain';
import { localize, registersOf } from '@huibao/domain';
import { ChoiceLists, choicesSheet } from './choice-lists.ts';
import { gridsSheet, sectionsWithGrids } from './grids-sheet.ts';
import { fieldsSheet } from './fields-sheet.ts';
import type { LayoutSheetKind } from './layout.ts';
import { baseKind, layoutMagic, layoutSheet, layoutVersion } from './layout.ts';
import { writeBase } from './base.ts';
import type { FormWorkbookInput } from './workbook.ts';
import { words } from './words.ts';
import { registerSheet } from './register-sheet.ts';
import { sheetNames } from '../write/sheet-name.ts';
import type { Sheet } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';
import { writeWorkbook } from '../write/write-workbook.ts';

interface PlacedSheet {
  readonly kind: LayoutSheetKind;
  readonly name: string;
  /** Of the register, or of the grids' section; '' for the fields. */
  readonly code: string;
}

/**
 * A form as a workbook to fill in offline: one sheet with its fields, one per section with grids,
 * one per register. Only the cells of this unit's
 * answers are unlocked; there is no formula in any cell.
 */
export async function writeFormWorkbook(input: FormWorkbookInput): Promise<Uint8Array> {
  const { form, locale } = input;
  const registers = registersOf(form);
  const withGrids = sectionsWithGrids(form, input.unit);
  const hasFields =
    registers.length + withGrids.length === 0 ||
    form.sections.some((section) => section.blocks.some((block) => block.kind === 'fields'));
  const [, , ...names] = sheetNames([
    layoutSheet,
    choicesSheet,
    ...(hasFields ? [localize(words.mainSheet, locale)] : []),
    ...withGrids.map((section) => localize(section.title, locale)),
    ...registers.map((register) => localize(register.label, locale)),
  ]);
  const choices = new ChoiceLists();
  const placed: PlacedSheet[] = [];
  const sheets: Sheet[] = [];
  if (hasFields) {
    placed.push({ kind: 'fields', name: names[0] ?? '', code: '' });
    sheets.push(fieldsSheet(input, names[0] ?? '', choices));
  }
  for (const section of withGrids) {
    const name = names[sheets.length] ?? '';
    placed.push({ kind: 'grids', name, code: section.code });
    sheets.push(gridsSheet(input, section, name, choices));
  }
  for (const register of registers) {
    const name = names[sheets.length] ?? '';
    placed.push({ kind: 'register', name, code: register.code });
    sheets.push(registerSheet(input, register, name, choices));
  }
  return writeWorkbook([...sheets, ...choices.toSheets(), identitySheet(input, placed)], {
    title: titleOf(form, input),
    isLocked: true,
  });
}

function titleOf(form: FormDefinition, { locale, identity }: FormWorkbookInput): string {
  return `${localize(form.title, locale)} ${identity.unitName} ${identity.periodLabel}`;
}

function identitySheet({ form, identity, cells }: FormWorkbookInput, placed: readonly PlacedSheet[]): Sheet {
  const row = (...texts: readonly string[]) => ({ cells: texts.map((text) => textCell(text, { format: textFormat })) });
  return {
    name: layoutSheet,
    isVeryHidden: true,
    isProtected: true,
    columns: [],
    rows: [
      row(layoutMagic, layoutVersion),
      row(JSON.stringify(identity)),
      ...placed.map(({ kind, name, code }) => row(kind, name, code)),
      ...writeBase(form, cells).map((piece) => row(baseKind, piece)),
    ],
  };
}
