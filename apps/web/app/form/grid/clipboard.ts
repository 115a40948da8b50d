/** Rows of a spreadsheet's plain text: tabs and line ends, with quotes around what holds them. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, '\n');
  for (let index = 0; index < source.length; index += 1) {
    const char = source.charAt(index);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell === '' && closesQuote(source, index)) isQuoted = true;
    else if (char === '\t' || char === '\n') {
      row.push(cell);
      cell = '';
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += char;
  }
  // The last line of a copied block ends with a line end, which begins no row.
  if (cell !== '' || row.length > 0 || rows.length === 0) rows.push([...row, cell]);
  return rows;
}

/** A quote opens a quoted cell only if one closes it before a tab, a line end or the end: 5" pipe is just text. */
function closesQuote(text: string, from: number): boolean {
  return /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(from));
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n');
}

/** The first table of copied HTML; a merged cell fills its first place and leaves the others empty. */
export function readHtmlTable(document: Document): string[][] | null {
  const table = document.querySelector('table');
  if (!table) return null;
  const grid: string[][] = [];
  [...table.rows].forEach((tr, r) => {
    const row = (grid[r] ??= []);
    let c = 0;
    for (const cell of tr.cells) {
      while (row[c] !== undefined) c += 1;
      for (let down = 0; down < Math.max(1, cell.rowSpan); down += 1) {
        for (let across = 0; across < Math.max(1, cell.colSpan); across += 1) {
          (grid[r + down] ??= [])[c + across] = down === 0 && across === 0 ? (cell.textContent ?? '').trim() : '';
        }
      }
      c += Math.max(1, cell.colSpan);
    }
  });
  return grid.slice(0, table.rows.length).map((row) => Array.from(row, (cell) => cell ?? ''));
}

/** What was copied, as a block of texts: plain text where it has a table's shape, else the HTML's table. */
export function readClipboard(data: Pick<DataTransfer, 'getData'>): string[][] {
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  if (html.includes('<table') && !text.includes('\t')) {
    const table = readHtmlTable(new DOMParser().parseFromString(html, 'text/html'));
    if (table) return table;
  }
  return readTsv(text);
}
