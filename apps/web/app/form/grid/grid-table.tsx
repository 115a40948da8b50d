import { localize, type Grid, type GridHead, type GridLayout, type GridSlot } from '@huibao/domain';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { Position } from './navigation.ts';

interface Props extends Omit<ComponentPropsWithoutRef<'table'>, 'children'> {
  readonly grid: Grid;
  readonly layout: GridLayout;
  readonly renderSlot: (slot: GridSlot, at: Position) => ReactNode;
  /** Said beside the own head of a column or line. */
  readonly renderNote?: (head: GridHead) => ReactNode;
}

/** A grid's table as official ones are drawn: heads over several columns, and beside several lines. */
export function GridTable({ grid, layout, renderSlot, renderNote, ...table }: Props) {
  const locale = useLocale();
  const { labelColumns, columnHeads, lines } = layout;
  const corner = [layout.corner, grid.hint].flatMap((text) => (text ? [localize(text, locale)] : []));
  return (
    <table {...table}>
      <colgroup>
        {Array.from({ length: labelColumns }, (_, level) => (
          <col key={level} className={level === labelColumns - 1 ? 'own-label' : 'outer-label'} />
        ))}
        {lines[0]?.slots.map((_, column) => (
          <col key={`column-${column}`} className="slot" />
        ))}
      </colgroup>
      <thead>
        {columnHeads.map((heads, level) => (
          <tr key={level}>
            {level === 0 && labelColumns > 0 && (
              <td className="corner" rowSpan={columnHeads.length} colSpan={labelColumns}>
                {corner.map((text) => (
                  <span key={text}>{text}</span>
                ))}
              </td>
            )}
            {heads.map((head, place) => (
              <th
                key={place}
                scope={head.isLeaf ? 'col' : 'colgroup'}
                colSpan={head.tracks}
                rowSpan={head.levels}
                className={head.isLeaf ? 'own' : 'outer'}
              >
                <HeadText head={head} layout={layout} renderNote={renderNote} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {lines.map(({ heads, slots }, row) => (
          <tr key={row}>
            {heads.map((head) => (
              <th
                key={head.level}
                scope={head.isLeaf ? 'row' : 'rowgroup'}
                rowSpan={head.tracks}
                colSpan={head.levels}
                className={head.isLeaf ? 'own' : 'outer'}
                data-level={head.level}
              >
                <HeadText head={head} layout={layout} renderNote={renderNote} />
              </th>
            ))}
            {slots.map((slot, col) => renderSlot(slot, { row, col }))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeadText({
  head,
  layout,
  renderNote,
}: { head: GridHead } & Pick<Props, 'layout'> & { renderNote: Props['renderNote'] | undefined }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const unit = layout.unit === null && head.element?.unit ? localize(head.element.unit, locale) : '';
  return (
    <>
      {localize(head.label, locale)}
      {unit && <small>{t('print.inUnit', { unit })}</small>}
      {renderNote?.(head)}
    </>
  );
}

/** The grid's name, and what its numbers are counted in. */
export function GridTitle({ grid, layout }: { readonly grid: Grid; readonly layout: GridLayout }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  // Some have no word in English.
  const unit = layout.unit ? localize(layout.unit, locale) : '';
  return (
    <>
      <b>{localize(grid.title, locale)}</b>
      {unit !== '' && <span className="muted small">{t('gridUnit', { unit })}</span>}
      {layout.labelColumns === 0 && grid.hint && <span className="muted small">{localize(grid.hint, locale)}</span>}
    </>
  );
}
