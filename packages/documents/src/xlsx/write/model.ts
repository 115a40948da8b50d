/** How a cell looks and whether the user may change it. Equal styles are written once. */
export interface CellStyle {
  readonly font?: 'bold' | 'title' | 'faint';
  readonly fill?: 'head' | 'section' | 'input' | 'calculated' | 'locked';
  readonly format?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly isWrapped?: boolean;
  readonly isBordered?: boolean;
  /** In a protected sheet only these may be typed into. */
  readonly isUnlocked?: boolean;
}

export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Plain decimal digits, at most 15 significant: what a spreadsheet keeps exactly. */
  | { readonly kind: 'number'; readonly digits: string };

export interface SheetCell {
  readonly value?: CellValue;
  readonly style: CellStyle;
}

export interface SheetRow {
  readonly cells: readonly (SheetCell | null)[];
  /** Points; by content when absent. */
  readonly height?: number;
  readonly isHidden?: boolean;
}

/** What may be typed into a cell. Formulas are made by this package, never of user text. */
export interface CellValidation {
  /** 0-based. */
  readonly column: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly rule:
    | { readonly kind: 'list'; readonly source: string }
    | { readonly kind: 'whole' | 'decimal' | 'date'; readonly min?: string; readonly max?: string }
    | { readonly kind: 'custom'; readonly formula: string }
    | { readonly kind: 'length'; readonly max: number };
  readonly message?: string;
}

export interface SheetColumn {
  /** In characters. */
  readonly width: number;
  /** Hidden ones keep their cells. */
  readonly isHidden?: boolean;
  /** Of the cells that no row has. */
  readonly style?: CellStyle;
}

export interface Sheet {
  readonly name: string;
  readonly isVeryHidden?: boolean;
  readonly isProtected?: boolean;
  readonly isLandscape?: boolean;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** A1:B2. */
  readonly merges?: readonly string[];
  readonly validations?: readonly CellValidation[];
  /** Rows that stay in view and repeat on every printed page: those above this 0-based row, from `firstHeadRow`. */
  readonly head?: { readonly firstRow: number; readonly nextRow: number };
}

export const textFormat = '@';

export function textCell(text: string, style: CellStyle): SheetCell {
  return { value: { kind: 'text', text }, style };
}
