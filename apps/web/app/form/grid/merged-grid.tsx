import { localize, slotContent } from '@huibao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { askedBy } from './asked-by.ts';
import { GridCell } from './cell.tsx';
import { GridTable, GridTitle } from './grid-table.tsx';
import type { Position } from './navigation.ts';
import { lockNotAsked } from './not-asked.ts';
import type { GridPart } from './rows.ts';
import { useGrid, type GridParts } from './use-grid.ts';

/** Elements that are broken down alike as one table, filled in across and down; its sums are worked out. */
export function MergedGrid({ part, ...parts }: Omit<GridParts, 'source'> & { readonly part: GridPart }) {
  const { locale } = parts;
  const { t } = useTranslation('form');
  const form = useWithTotals(parts.form, part);
  const { notAsked } = form.evaluation;
  const lines = useMemo(() => part.lines.map((places) => lockNotAsked(places, notAsked)), [part, notAsked]);
  const source = useMemo(
    () => ({
      rows: lines.length,
      cols: lines[0]?.length ?? 0,
      placeAt: ({ row, col }: Position) => lines[row]?.[col],
    }),
    [lines],
  );
  const grid = useGrid({ ...parts, form, source });
  const label = localize(part.grid.title, locale);
  return (
    <section className="card grid-card" aria-label={label}>
      <header className="register-head">
        <GridTitle grid={part.grid} layout={part.layout} />
      </header>
      <div className="table-scroll merged-frame">
        <GridTable
          className="grid merged"
          role="grid"
          aria-label={label}
          grid={part.grid}
          layout={part.layout}
          renderNote={({ element }) =>
            element && (
              <>
                {element.required && element.calculated === undefined && (
                  <span className="required" title={t('required')}>
                    *
                  </span>
                )}
                {element.when !== undefined && (
                  <small className="asked-by">
                    {t('askedBy', { names: askedBy(form.view.form, element.code, locale).join(t('nameSeparator')) })}
                  </small>
                )}
              </>
            )
          }
          renderSlot={(_, at) => {
            const place = source.placeAt(at);
            return (
              place && (
                <GridCell
                  key={place.id}
                  form={form}
                  grid={grid}
                  place={place}
                  at={at}
                  name={localize(place.label, locale)}
                />
              )
            );
          }}
        />
      </div>
    </section>
  );
}

/** The form as if the table's sums were cells of it: shown, read out and copied as the others are. */
function useWithTotals(form: GridParts['form'], part: GridPart): GridParts['form'] {
  const { cells } = form.evaluation;
  const withTotals = useMemo(() => {
    if (part.totals.size === 0) return cells;
    const sums = [...part.totals].map(
      ([id, slot]) => [id, { code: slot.element.code, key: '', ...slotContent(slot, cells) }] as const,
    );
    return new Map([...cells, ...sums]);
  }, [cells, part]);
  return { ...form, evaluation: { ...form.evaluation, cells: withTotals } };
}
