/**
 * How a form's workbook finds its cells again. A very hidden sheet holds the identity and names the other sheets; their
 * hidden first column holds each row's address, so that sorting or inserting rows moves nothing to a wrong place.
 */
export const layoutSheet = '_huibao';
export const layoutMagic = 'huibao-form-workbook';
export const layoutVersion = '2';
/** Of workbooks that don't know what they held when they were made; some are still on somebody's disk. */
export const layoutVersionWithoutBase = '1';

/**
 * Rows of the layout sheet: magic and version, the identity as JSON, then a sheet's kind, name and (registers, grids) code
 * each, then the answers at the time of the download as pieces of one JSON text (`base`).
 */
export const identityRow = 1;
export const firstSheetRow = 2;

export type LayoutSheetKind = 'fields' | 'grids' | 'register';

export const baseKind = 'base';
/** A cell holds 32 767 UTF-16 units; an escaped one takes seven. */
export const basePiece = 4000;

/** Column of this term's value in a sheet of kind `fields`, as written; read, it is found by its head. */
export const valueColumn = 4;

/** Address of a row that asks nothing: a heading, a calculated cell. */
export const lockedMark = '#locked';

/**
 * Address of the hidden row above each table of a sheet of kind `grids`, which says of its columns, as the hidden column
 * does of its lines, which element and which key stand there: one says the one, the other the other.
 */
export const gridMark = '#grid:';
export const labelMark = '#label';
export const gridAddress = { element: 'element:', key: 'key:' } as const;

/** Address in the hidden column of a register sheet's row that holds the column codes, and of the one that says 零报告. */
export const columnsMark = '#columns';
export const nothingMark = '#nothing';
/** Column of the 零报告 answer, as written. */
export const nothingColumn = 2;

/** A register row's address: one that was there when the workbook was made, or a blank one with an id of its own. */
export const rowPrefix = { known: 'row:', blank: 'new:' } as const;
