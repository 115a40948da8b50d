import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { placeAfter } from '../analysis/grid-cursor.ts';

/** What a cell said in each year, with what it is of. */
export interface YearsOfCell {
  readonly of: string;
  readonly years: readonly string[];
}

interface Shown extends YearsOfCell {
  /** Where it begins, in pixels of the table; on its right half, where it ends. */
  readonly place: { readonly top: number; readonly left: number };
  readonly endsThere: boolean;
}

const lineHeight = 20;

/**
 * A grid whose cells tell their earlier years: to who points at one, presses it, or comes to it by arrow keys. They are
 * put together as they are asked for: in each of ten thousand cells they would be most of the page.
 *
 * @param tell of the row with this code (its `data-code`), and of the column so many after the first that has figures
 * @param before columns before those, in each row
 */
export function YearsOfCells({
  tell,
  before,
  children,
}: {
  readonly tell: (row: string, column: number) => YearsOfCell | null;
  readonly before: number;
  readonly children: ReactNode;
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  const id = useId();
  const holder = useRef<HTMLDivElement>(null);
  const toldOf = (cell: HTMLTableCellElement): YearsOfCell | null =>
    tell(cell.closest('tr')?.dataset.code ?? '', cell.cellIndex - before);
  const cellOf = (target: EventTarget): HTMLTableCellElement | null => {
    const cell = (target as HTMLElement).closest<HTMLTableCellElement>('tr[data-code] > td');
    return cell && cell.cellIndex >= before ? cell : null;
  };
  const show = (cell: HTMLTableCellElement): void => {
    const told = toldOf(cell);
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = cell.closest('table') ?? {};
    const { offsetTop, offsetLeft, offsetHeight, offsetWidth } = cell;
    const takes = ((told?.years.length ?? 0) + 1) * lineHeight + 16;
    // Beneath the cell, above one at the foot of the table; never past its edge.
    const top = offsetTop + offsetHeight + takes > height ? offsetTop - takes : offsetTop + offsetHeight + 2;
    const endsThere = offsetLeft > width / 2;
    setShown(told && { ...told, endsThere, place: { top, left: endsThere ? offsetLeft + offsetWidth : offsetLeft } });
  };
  const enter = (cell: HTMLTableCellElement): void => {
    // One stop for Tab: the cell that was come to last.
    for (const other of holder.current?.querySelectorAll<HTMLElement>('td[tabindex="0"]') ?? []) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setShown(null);
    const cell = cellOf(event.target);
    const row = cell?.closest('tr');
    if (!cell || !row || event.altKey) return;
    const rows = [...(holder.current?.querySelectorAll<HTMLTableRowElement>('tr[data-code]') ?? [])];
    const at = { row: rows.indexOf(row), column: cell.cellIndex - before };
    const next = placeAfter(event.key, event.ctrlKey || event.metaKey, at, rows.length, row.cells.length - before);
    const found = next && rows[next.row]?.cells[next.column + before];
    if (!found) return;
    event.preventDefault();
    enter(found);
  };
  return (
    <div
      ref={holder}
      className="years-of-cells"
      onMouseOver={({ target }) => {
        const cell = cellOf(target);
        if (cell && cell.title === '') cell.title = toldOf(cell)?.years.join('; ') ?? '';
      }}
      onClick={({ target }) => {
        const cell = cellOf(target);
        if (cell) enter(cell);
      }}
      onFocus={({ target }) => {
        const cell = cellOf(target);
        if (!cell) return;
        cell.setAttribute('aria-describedby', id);
        show(cell);
      }}
      onBlur={({ target }) => {
        target.removeAttribute('aria-describedby');
        setShown(null);
      }}
      onKeyDown={onKeyDown}
    >
      {children}
      {shown && (
        <div id={id} role="tooltip" className={shown.endsThere ? 'years-told ends' : 'years-told'} style={shown.place}>
          <b>{shown.of}</b>
          {shown.years.map((year) => (
            <span key={year}>{year}</span>
          ))}
        </div>
      )}
    </div>
  );
}
