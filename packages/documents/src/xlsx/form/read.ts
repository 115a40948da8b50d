import { registersOf, type FormDefinition, type UnitTraits } from '@huibao/domain';
import { DocumentError } from '../../document-error.ts';
import { readWorkbook, type ReadOptions } from '../read/read-workbook.ts';
import { readBase } from './base.ts';
import { choicesSheet } from './choice-lists.ts';
import {
  baseKind,
  firstSheetRow,
  gridMark,
  identityRow,
  layoutMagic,
  layoutSheet,
  layoutVersion,
  layoutVersionWithoutBase,
} from './layout.ts';
import { fieldIds, readFields } from './read-fields.ts';
import { readGrids } from './read-grids.ts';
import { readRegister } from './read-register.ts';
import { SheetGrid } from './sheet-grid.ts';
import type { FormWorkbook, WorkbookIdentity } from './workbook.ts';

/** What a workbook says of itself, before it is known to be of the form that is asked. */
export interface OpenedWorkbook {
  readonly identity: WorkbookIdentity;
  /**
   * What was filled in, as raw texts. Every input cell of the form's fields and of known register rows is returned,
   * empty ones with text ''; other register rows only once something stands in them.
   * @throws {DocumentError}
   */
  readonly read: (form: FormDefinition, unit: UnitTraits) => FormWorkbook;
}

/** @throws {DocumentError} */
export async function openFormWorkbook(bytes: Uint8Array, options: ReadOptions = {}): Promise<OpenedWorkbook> {
  const sheets = (await readWorkbook(bytes, options)).map((sheet) => new SheetGrid(sheet));
  const layout = sheets.find((sheet) => sheet.name === layoutSheet);
  const version = layout?.text(0, 1);
  if (layout?.text(0, 0) !== layoutMagic || (version !== layoutVersion && version !== layoutVersionWithoutBase))
    throw new DocumentError('workbook.no_identity');
  const identity = parseIdentity(layout.text(identityRow, 0));
  const lines = linesOf(layout);
  const base = lines.filter(({ kind }) => kind === baseKind).map(({ name }) => name);
  return {
    identity,
    read(form, unit) {
      const ids = fieldIds(form);
      const asked = new Set<SheetGrid>();
      const find = (name: string, isOurs: (text: string) => boolean): SheetGrid => {
        const sheet = findSheet(sheets, name, isOurs);
        asked.add(sheet);
        return sheet;
      };
      const parts = lines
        .filter(({ kind }) => kind !== baseKind)
        .map(({ kind, name, register: code }) => {
          if (kind === 'fields')
            return readFields(
              find(name, (text) => ids.has(text)),
              ids,
            );
          if (kind === 'grids')
            return readGrids(
              find(name, (text) => text === `${gridMark}${code}`),
              ids,
            );
          const register = registersOf(form).find((one) => one.code === code);
          if (!register) throw new DocumentError('workbook.unreadable');
          return readRegister(
            find(name, (text) => text.startsWith(`${code}.`)),
            register,
            unit,
          );
        });
      const added = sheets.filter((sheet) => !asked.has(sheet) && !ownSheets.has(sheet.name));
      return {
        identity,
        base: version === layoutVersion ? readBase(base) : null,
        cells: parts.flatMap(({ cells }) => cells),
        ignored: [...parts.flatMap(({ ignored }) => ignored), ...added.flatMap((sheet) => sheet.ignoredWhole())],
      };
    },
  };
}

/** What the workbook needs for itself; of every other sheet that isn't the form's, somebody should hear. */
const ownSheets: ReadonlySet<string> = new Set([layoutSheet, choicesSheet]);

interface LayoutLine {
  readonly kind: string;
  /** Of the sheet; of `base`, the piece. */
  readonly name: string;
  readonly register: string;
}

function linesOf(layout: SheetGrid): readonly LayoutLine[] {
  const lines: LayoutLine[] = [];
  for (let row = firstSheetRow; layout.text(row, 0) !== ''; row++)
    lines.push({ kind: layout.text(row, 0), name: layout.text(row, 1), register: layout.text(row, 2) });
  return lines;
}

/** By its name, or, where that was changed, by what it holds. */
function findSheet(sheets: readonly SheetGrid[], name: string, isOurs: (text: string) => boolean): SheetGrid {
  const found =
    sheets.find((sheet) => sheet.name === name) ??
    sheets.find((sheet) => sheet.name !== layoutSheet && sheet.filled.some(({ text }) => isOurs(text)));
  if (!found) throw new DocumentError('workbook.sheet_missing', { sheet: name });
  return found;
}

function parseIdentity(json: string): WorkbookIdentity {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new DocumentError('workbook.no_identity');
  }
  if (!isIdentity(parsed)) throw new DocumentError('workbook.no_identity');
  return parsed;
}

const textFields = [
  'form',
  'formVersion',
  'unitId',
  'unitName',
  'submissionId',
  'collectionId',
  'periodLabel',
] as const;

function isIdentity(value: unknown): value is WorkbookIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    textFields.every((name) => typeof fields.get(name) === 'string') &&
    Number.isSafeInteger(fields.get('year')) &&
    Number.isSafeInteger(fields.get('periodOrdinal'))
  );
}
