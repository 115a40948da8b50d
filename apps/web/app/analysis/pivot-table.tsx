import { codeOfMeasure, localize, noValue, type PivotDefinition } from '@huibao/domain';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PublicHidden } from '../public-hidden.tsx';
import { useLocale } from '../dates.ts';
import type { Pivot, PivotCell, PivotHead } from '../outputs.ts';
import { shownValue } from '../rollup/indicator-values.ts';
import { placeAfter, type GridPlace } from './grid-cursor.ts';
import { useHeadLabels, type HeadLabels } from './head-labels.ts';
import { AddedMark } from '../programme/added-mark.tsx';

export interface ChosenCell {
  readonly row: PivotHead;
  readonly column: PivotHead;
  readonly cell: PivotCell;
}

interface TableProps {
  readonly pivot: Pivot;
  readonly chosen: ChosenCell | null;
  readonly onChoose: (chosen: ChosenCell) => void;
  readonly onSort: (sort: NonNullable<PivotDefinition['sort']>) => void;
}

/** The figures by their two dimensions. One tab stop: arrows move, Enter opens what stands behind a figure. */
export function PivotTable({ pivot, chosen, onChoose, onSort }: TableProps) {
  const { t } = useTranslation('analysis');
  const labels = useHeadLabels(pivot);
  const body = useRef<HTMLTableSectionElement>(null);
  const [cursor, setCursor] = useState<GridPlace>({ row: 0, column: 0 });
  const at: GridPlace = {
    row: Math.min(cursor.row, pivot.rows.length - 1),
    column: Math.min(cursor.column, pivot.columns.length - 1),
  };
  const choose = (row: number, column: number): void => {
    const [rowHead, columnHead, cell] = [pivot.rows[row], pivot.columns[column], pivot.cells[row]?.[column]];
    setCursor({ row, column });
    if (rowHead && columnHead && cell) onChoose({ row: rowHead, column: columnHead, cell });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(at.row, at.column);
      return;
    }
    const next = placeAfter(event.key, event.ctrlKey, at, pivot.rows.length, pivot.columns.length);
    if (!next) return;
    event.preventDefault();
    setCursor(next);
    body.current?.querySelector<HTMLElement>(`[data-place="${next.row}/${next.column}"]`)?.focus();
  };
  return (
    <table className="table pivot" role="grid" aria-label={t('table')}>
      <PivotHeads pivot={pivot} labels={labels} onSort={onSort} />
      <tbody ref={body} onKeyDown={onKeyDown}>
        {pivot.rows.map((row, rowIndex) => (
          <tr key={row.key} className={row.isTotal ? 'total' : ''}>
            <th scope="row">
              {labels.row(row)}
              {pivot.definition.rows === 'measure' && <UnitOf pivot={pivot} measure={row.at.measure} />}
            </th>
            {pivot.columns.map((column, columnIndex) => (
              <td
                key={column.key}
                data-place={`${rowIndex}/${columnIndex}`}
                tabIndex={rowIndex === at.row && columnIndex === at.column ? 0 : -1}
                className={[
                  'num',
                  column.isTotal && 'total',
                  startsGroup(pivot, columnIndex) && 'group-start',
                  chosen?.row.key === row.key && chosen.column.key === column.key && 'chosen',
                ]
                  .filter(Boolean)
                  .join(' ')}
                aria-selected={chosen?.row.key === row.key && chosen.column.key === column.key}
                onClick={() => choose(rowIndex, columnIndex)}
                onFocus={() => setCursor({ row: rowIndex, column: columnIndex })}
              >
                <Figure
                  cell={pivot.cells[rowIndex]?.[columnIndex] ?? null}
                  decimals={labels.measureAt(row, column)?.decimals ?? 0}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ cell, decimals }: { cell: PivotCell | null; decimals: number }) {
  const { t } = useTranslation('analysis');
  const locale = useLocale();
  if (!cell) return <span className="visually-hidden">{t('notThere')}</span>;
  if (cell.value === null) return <span className="muted">{noValue}</span>;
  return (
    <>
      {cell.isPartial && (
        <span className="partial-mark" title={t('partialOf', { answered: cell.answered, expected: cell.expected })}>
          <span aria-hidden>◔</span>
          <span className="visually-hidden">
            {t('partialOf', { answered: cell.answered, expected: cell.expected })}
          </span>
        </span>
      )}
      {shownValue(cell, decimals, locale)}
      {cell.isHidden && <PublicHidden />}
    </>
  );
}

/** The first column of what stands above it. */
function startsGroup(pivot: Pivot, index: number): boolean {
  const [before, here] = [pivot.columns[index - 1], pivot.columns[index]];
  return index > 0 && pivot.above.some((name) => before?.at[name] !== here?.at[name]);
}

function UnitOf({ pivot, measure }: { pivot: Pivot; measure: string | undefined }) {
  const locale = useLocale();
  const found = pivot.measures.find((one) => one.key === measure);
  const unit = found ? localize(found.unit, locale) : '';
  if (!found) return null;
  return (
    <>
      {unit && <span className="unit">{unit}</span>}
      <AddedMark code={codeOfMeasure(found.key)} />
    </>
  );
}

function PivotHeads({ pivot, labels, onSort }: { pivot: Pivot; labels: HeadLabels; onSort: TableProps['onSort'] }) {
  const { t } = useTranslation('analysis');
  const { definition, above, columns } = pivot;
  const levels = definition.columns === 'none' ? above.slice(0, -1) : above;
  const isMeasureLeaf =
    definition.columns === 'measure' || (definition.columns === 'none' && above.at(-1) === 'measure');
  const leafLabel = (column: PivotHead): string => {
    if (definition.columns !== 'none') return labels.row(column);
    return above.at(-1) === 'year'
      ? String(column.at.year)
      : labels.measureName(column.at.measure) || labels.own(column) || t('value');
  };
  return (
    <thead>
      {levels.map((name, level) => (
        <tr key={name}>
          {level === 0 && (
            <th scope="col" rowSpan={levels.length + 1} className="corner">
              <SortButton pivot={pivot} by="name" onSort={onSort}>
                {t(`dimensions.${definition.rows}`)}
              </SortButton>
            </th>
          )}
          {spansOf(columns, above.slice(0, level + 1)).map(({ first, span, start }) => (
            <th key={first.key} scope="colgroup" colSpan={span} className={start > 0 ? 'over group-start' : 'over'}>
              {name === 'year' ? (
                first.at.year
              ) : (
                <>
                  {labels.measureName(first.at.measure)}
                  <UnitOf pivot={pivot} measure={first.at.measure} />
                </>
              )}
            </th>
          ))}
        </tr>
      ))}
      <tr>
        {levels.length === 0 && (
          <th scope="col" className="corner" aria-sort={sortOf(pivot, 'name')}>
            <SortButton pivot={pivot} by="name" onSort={onSort}>
              {t(`dimensions.${definition.rows}`)}
            </SortButton>
          </th>
        )}
        {columns.map((column, index) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={sortOf(pivot, column.key)}
            className={['num', column.isTotal && 'total', startsGroup(pivot, index) && 'group-start']
              .filter(Boolean)
              .join(' ')}
          >
            <SortButton pivot={pivot} by={column.key} onSort={onSort}>
              {leafLabel(column)}
            </SortButton>
            {isMeasureLeaf && <UnitOf pivot={pivot} measure={column.at.measure} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Neighbours that share what stands above them. */
function spansOf(
  columns: readonly PivotHead[],
  names: Pivot['above'],
): readonly { readonly first: PivotHead; readonly span: number; readonly start: number }[] {
  const spans: { first: PivotHead; span: number; start: number }[] = [];
  for (const [start, column] of columns.entries()) {
    const last = spans.at(-1);
    if (last && names.every((name) => last.first.at[name] === column.at[name])) last.span += 1;
    else spans.push({ first: column, span: 1, start });
  }
  return spans;
}

function sortOf({ definition: { sort } }: Pivot, by: string): 'ascending' | 'descending' | 'none' {
  if (sort?.by !== by) return 'none';
  return sort.isDescending ? 'descending' : 'ascending';
}

/** Figures are wanted largest first, names in their order. */
function SortButton({
  pivot,
  by,
  onSort,
  children,
}: {
  pivot: Pivot;
  by: string;
  onSort: TableProps['onSort'];
  children: string;
}) {
  const { sort } = pivot.definition;
  const isDescending = sort?.by === by ? !sort.isDescending : by !== 'name';
  return (
    <button type="button" onClick={() => onSort({ by, isDescending })}>
      {children}
      {sort?.by === by && <span aria-hidden>{sort.isDescending ? ' ↓' : ' ↑'}</span>}
    </button>
  );
}
