import type { DataElement, Localized } from '@huibao/domain';
import { FreeCodes, newElement } from '@huibao/domain/designing';
import { readTsv } from '../form/grid/clipboard.ts';

/** More than a form may hold. */
export const mostRows = 1500;

export interface PastedRows {
  readonly elements: readonly DataElement[];
  /** Numbers of the lines that say something and have no name in their first cell: they become nothing. */
  readonly nameless: readonly number[];
}

/**
 * Rows as they come from Excel, as questions: in the columns the name, the unit of measure, the English name and the
 * code, of which only the first is needed; in a table then the heads above, the outermost first, each in Chinese and
 * English. Nothing is cut: what is too long is told by the check, at its place.
 * @param coded a code as the draft has them: of additions it says whose it is
 */
export function readPastedRows(
  text: string,
  taken: ReadonlySet<string>,
  hasHeads = false,
  coded: (wanted: string) => string = (wanted) => wanted,
): PastedRows {
  const codes = new FreeCodes(taken);
  const rows = readTsv(text).map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()));
  return {
    nameless: rows.flatMap(([name, ...more], index) => (name === '' && more.some(Boolean) ? [index + 1] : [])),
    elements: rows
      .filter(([name]) => name !== '')
      .map(([zh = '', unit = '', en = '', wanted = '', ...heads]) => {
        const code = codes.take(coded(/^[a-z][a-z0-9_]*$/.test(wanted) ? wanted : 'item'));
        const element = newElement(code, { zh, en: en || zh });
        const [unitZh = '', unitEn = unitZh] = unit.split('|').map((word) => word.trim());
        const under = hasHeads ? headsOf(heads) : [];
        return {
          ...element,
          ...(under.length > 0 ? { under } : {}),
          ...(unit === '' ? {} : { unit: { zh: unitZh, en: unitEn } }),
        };
      }),
  };
}

function headsOf(cells: readonly string[]): readonly Localized[] {
  return Array.from({ length: Math.ceil(cells.length / 2) }, (_, at) => {
    const [zh = '', en = ''] = cells.slice(2 * at, 2 * at + 2);
    return { zh, en: en || zh };
  }).filter(({ zh }) => zh !== '');
}
