import type { DataElement, Localized } from '@huibao/domain';
import { FreeCodes, newElement } from '@huibao/domain/designing';

/** More than a form may hold. */
export const mostRows = 1500;

/**
 * Rows as they come from Excel, as questions: in the columns the name, the unit of measure, the English name and the
 * code, of which only the first is needed; in a table then the heads above, the outermost first, each in Chinese and
 * English. Nothing is cut: what is too long is told by the check, at its place.
 * @param coded a code as the draft has them: of additions it says whose it is
 */
export function elementsOfRows(
  text: string,
  taken: ReadonlySet<string>,
  hasHeads = false,
  coded: (wanted: string) => string = (wanted) => wanted,
): readonly DataElement[] {
  const codes = new FreeCodes(taken);
  return rowsOf(text)
    .filter((cells) => cells[0] !== undefined && cells[0] !== '')
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
    });
}

function headsOf(cells: readonly string[]): readonly Localized[] {
  return Array.from({ length: Math.ceil(cells.length / 2) }, (_, at) => {
    const [zh = '', en = ''] = cells.slice(2 * at, 2 * at + 2);
    return { zh, en: en || zh };
  }).filter(({ zh }) => zh !== '');
}

/** Lines of cells; a cell that holds tabs or lines of its own stands in quotes. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end = ''] of text
    .replaceAll('\r\n', '\n')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    row.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).replaceAll(/\s+/g, ' ').trim());
    if (end === '\t') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
