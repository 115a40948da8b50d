import type { TableSheet } from '@huibao/documents/xlsx';
import type { Locale } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { wordsIn } from './table-words.ts';

/**
 * A sheet with the screen's mark: which of a row's numbers the public isn't shown, in a last column, under the screen's
 * own words. The numbers stay; whoever passes the file on sees which to leave out. `hidden` are, row by row, the heads
 * of the columns concerned.
 */
export function withHiddenColumn(
  sheet: TableSheet,
  hidden: readonly (readonly string[])[],
  language: Locale,
): TableSheet {
  if (hidden.every((heads) => heads.length === 0)) return sheet;
  const header = createI18n(language).getFixedT(null, 'compare')('publicHidden');
  const separator = wordsIn(language)('listSeparator');
  return {
    ...sheet,
    columns: [...sheet.columns, { header, kind: 'text', width: 32 }],
    rows: sheet.rows.map((row, index) => [...row, hidden[index]?.join(separator) || null]),
  };
}
