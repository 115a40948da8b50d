/** A row can't be wider, nor a cell span more: no spreadsheet of ours is, and memory is asked for each place. */
const widest = 200;

const blocks: ReadonlySet<string> = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE BODY CAPTION DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION TABLE TD TH TR UL'.split(
    ' ',
  ),
);
const unseen: ReadonlySet<string> = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'TITLE', 'HEAD']);

/**
 * The tables of copied HTML as rows of texts, in the order of the page; what stands between them is a row of one text.
 * A merged cell fills its first place and leaves the others empty, so that every column stays where it is.
 * Null where there is no table.
 */
export function readHtmlBlock(root: Element): string[][] | null {
  const rows: string[][] = [];
  let loose = '';
  let hasTable = false;
  const flush = (): void => {
    for (const line of inLines(loose).split('\n')) if (line !== '') rows.push([line]);
    loose = '';
  };
  const walk = (node: Node): void => {
    if (tagOf(node) === 'TABLE') {
      flush();
      hasTable = true;
      for (const row of readTable(node)) rows.push(row);
    } else if (holdsTable(node)) for (const child of node.childNodes) walk(child);
    else loose += rawText(node);
  };
  walk(root);
  flush();
  return hasTable ? rows : null;
}

const tagOf = (node: Node): string => (node.nodeType === 1 ? node.nodeName.toUpperCase() : '');

function holdsTable(node: Node): boolean {
  return [...node.childNodes].some((child) => tagOf(child) === 'TABLE' || holdsTable(child));
}

/** Rows of this table, without those of tables within its cells. */
function rowsOf(table: Node): readonly Node[] {
  return [...table.childNodes].flatMap((child) =>
    tagOf(child) === 'TR' ? [child] : /^(THEAD|TBODY|TFOOT)$/.test(tagOf(child)) ? rowsOf(child) : [],
  );
}

function readTable(table: Node): string[][] {
  const lines = rowsOf(table);
  const grid: (string | undefined)[][] = lines.map(() => []);
  lines.forEach((line, top) => {
    let left = 0;
    for (const cell of line.childNodes) {
      if (!/^T[DH]$/.test(tagOf(cell))) continue;
      while (grid[top]?.[left] !== undefined) left += 1;
      const bottom = Math.min(lines.length, top + spanOf(cell, 'rowspan', lines.length - top));
      const right = Math.min(widest, left + spanOf(cell, 'colspan', 1));
      for (let row = top; row < bottom; row += 1)
        for (let col = left; col < right; col += 1)
          (grid[row] ?? [])[col] = row === top && col === left ? inLines(rawText(cell)) : '';
      left = right;
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, col) => row[col] ?? ''));
}

/** A span of 0 goes on to the end. */
function spanOf(cell: Node, name: 'rowspan' | 'colspan', toEnd: number): number {
  const written = (cell as Element).getAttribute(name);
  const span = written === null ? 1 : parseInt(written, 10);
  if (span === 0) return toEnd;
  return Number.isNaN(span) || span < 1 ? 1 : span;
}

/** Text with its lines' ends marked: the source's own line ends are only spaces. */
function rawText(node: Node): string {
  if (node.nodeType === 3) return (node.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ');
  const tag = tagOf(node);
  if (tag === 'BR') return '\n';
  if (tag === '' || unseen.has(tag)) return '';
  const inner = [...node.childNodes].map(rawText).join('');
  return blocks.has(tag) ? `\u0000${inner}\u0000` : inner;
}

/** Blocks end a line once, however many of them begin and end there. */
function inLines(raw: string): string {
  return raw
    .replace(/\u00a0/g, ' ')
    .replace(/[ ]*\u0000[\u0000 ]*/g, '\u0000')
    .replace(/^\u0000|\u0000$/g, '')
    .replaceAll('\u0000', '\n')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
