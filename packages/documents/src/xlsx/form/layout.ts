/**
 * How a form's workbook finds its cells again. A very hidden sheet holds the identity and names the other sheets; their
 * hidden first column holds each row's address, so that sorting or inserting rows moves nothing to a wrong place.
 */
export const layoutSheet = '_huibao';
export const layoutMagic = 'huibao-form-workbook';
export const layoutVersion = '1';

/**
 * Rows of the layout sheet: magic and version, the identity as JSON, then a sheet's kind, name and
 * (registers) code each.
 */
export const identityRow = 1;
export const firstSheetRow = 2;

export type LayoutSheetKind = 'fields' | 'register';

/** Column of this term's value in a sheet of kind `fields`. */
export const valueColumn = 4;

/** Address in the hidden column of a register sheet's row that holds the column codes, and of the one that says 零报告. */
export const columnsMark = '#columns';
export const nothingMark = '#nothing';
/** Column of the 零报告 answer. */
export const nothingColumn = 2;

/** A register row's address: one that was there when the workbook was made, or a blank one with an id of its own. */
export const rowPrefix = { known: 'row:', blank: 'new:' } as const;
