/** A node of the editor, as it stands in JSON. */
export interface EditorNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Record<string, unknown>;
  readonly content?: readonly EditorNode[];
}

/** As many as the report's schema takes in a row. */
const widest = 20;

/**
 * A table whose merged cells are cells of their own again: the text stands in the first one, the others are empty, so
 * that each column stays where it is in the editor, after saving, and in the documents, which know no merged cells.
 */
export function splitMergedCells(node: EditorNode): EditorNode {
  if (node.type !== 'table') return node.content ? { ...node, content: node.content.map(splitMergedCells) } : node;
  const lines = node.content ?? [];
  const grid: (EditorNode | undefined)[][] = lines.map(() => []);
  lines.forEach((line, top) => {
    let left = 0;
    for (const cell of line.content ?? []) {
      while (grid[top]?.[left] !== undefined) left += 1;
      const right = Math.min(widest, left + spanOf(cell, 'colspan'));
      const bottom = Math.min(lines.length, top + spanOf(cell, 'rowspan'));
      for (let row = top; row < bottom; row += 1)
        for (let col = left; col < right; col += 1)
          (grid[row] ?? [])[col] = row === top && col === left ? alone(cell) : emptyLike(cell);
      left = right;
    }
  });
  const width = Math.max(1, ...grid.map((row) => row.length));
  return {
    ...node,
    content: lines.map((line, row) => ({
      ...line,
      content: Array.from({ length: width }, (_, col) => grid[row]?.[col] ?? { type: 'tableCell', content: [blank] }),
    })),
  };
}

const blank: EditorNode = { type: 'paragraph' };

function spanOf({ attrs }: EditorNode, name: 'colspan' | 'rowspan'): number {
  const span = attrs?.[name];
  return typeof span === 'number' && span > 1 ? span : 1;
}

const alone = (cell: EditorNode): EditorNode => ({
  ...cell,
  ...(cell.attrs ? { attrs: { ...cell.attrs, colspan: 1, rowspan: 1, colwidth: null } } : {}),
});

const emptyLike = ({ type }: EditorNode): EditorNode => ({ type, content: [blank] });
