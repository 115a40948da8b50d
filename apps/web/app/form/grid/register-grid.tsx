import { columnCode, contentAt, localize, registerRows, type Cell, type Register } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsFor, placeOf, sectionOfRegister, type Place } from '../sync/places.ts';
import { GridCell } from './cell.tsx';
import { newRowKey } from './row-key.ts';
import { useGrid, type GridParts } from './use-grid.ts';

type Props = Omit<GridParts, 'source'> & { readonly register: Register };

/**
 * An open-ended list: one line per record, and an empty line below that becomes a record when something is typed in it.
 */
export function RegisterGrid({ register, ...parts }: Props) {
  const { form, locale } = parts;
  const { store, view, evaluation, isReadOnly } = form;
  const { t } = useTranslation('form');
  const section = useMemo(() => sectionOfRegister(view.form, register.code), [view.form, register.code]);
  const columns = useMemo(() => columnsFor(register.columns, view.unit), [register, view.unit]);
  const known = useMemo(
    () => registerRows(view.form, evaluation.cells).get(register.code) ?? [],
    [view.form, evaluation.cells, register.code],
  );
  const spare = useSpareKeys(known);
  const isNothing = contentAt(evaluation.cells, register.code).value === 'nothing' && known.length === 0;
  const keys = isReadOnly || isNothing ? known : [...known, spare(0)];
  const placeIn = (key: string | undefined, col: number): Place | undefined => {
    const column = columns[col];
    return key !== undefined && column
      ? placeOf(section, column, null, { code: columnCode(register, column), key })
      : undefined;
  };
  const deleteRow = (row: number): void => {
    const key = known[row];
    if (key !== undefined)
      store.editCells(
        columns.map((column): Cell => ({ code: columnCode(register, column), key, state: 'missing', value: '' })),
      );
  };
  const grid = useGrid({
    ...parts,
    source: {
      rows: keys.length,
      cols: columns.length,
      placeAt: ({ row, col }) => placeIn(keys[row], col),
      deleteRow,
      placeBelow: ({ row, col }) => (isNothing ? undefined : placeIn(spare(row - known.length), col)),
    },
  });
  const mark = form.marks.of(register.code);
  const markNothing = (hasNothing: boolean): void =>
    store.editCells([
      { code: register.code, key: '', state: hasNothing ? 'value' : 'missing', value: hasNothing ? 'nothing' : '' },
    ]);
  const findings = form.marks.findingsAt(register.code);
  return (
    <section
      className={mark === 'invalid' ? 'card grid-card register invalid' : 'card grid-card register'}
      aria-label={localize(register.label, locale)}
      data-cell={register.code}
    >
      <header className="register-head">
        <h2>
          {localize(register.label, locale)}
          {register.required && (
            <span className="required" title={t('required')}>
              *
            </span>
          )}
        </h2>
        <span className="muted small">{t('register.count', { count: known.length })}</span>
        <span className="spacer" />
        {!isReadOnly && known.length === 0 && (
          <label className="check">
            <input type="checkbox" checked={isNothing} onChange={(event) => markNothing(event.target.checked)} />
            {t('register.nothing')}
          </label>
        )}
        {isReadOnly && isNothing && <span className="tag">{t('register.nothing')}</span>}
        {!isReadOnly && known.length > 0 && (
          <Button
            size="small"
            disabled={grid.selection.focus.row >= known.length}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => deleteRow(grid.selection.focus.row)}
          >
            {t('register.deleteRow')}
          </Button>
        )}
      </header>
      {register.hint && <p className="register-hint small muted">{localize(register.hint, locale)}</p>}
      {findings.map((finding) => (
        <p key={finding.rule} className="register-hint alert-text small">
          {localize(finding.message, locale)}
        </p>
      ))}
      {keys.length > 0 && (
        <div className="table-scroll">
          <table className="grid rows" role="grid" aria-label={localize(register.label, locale)}>
            <thead>
              <tr>
                <th scope="col" className="no">
                  <span className="visually-hidden">{t('columns.number')}</span>
                </th>
                {columns.map((column) => (
                  <th key={column.code} scope="col" className={column.type}>
                    {localize(column.label, locale)}
                    {column.unit && <small>{localize(column.unit, locale)}</small>}
                    {column.required && (
                      <span className="required" title={t('required')}>
                        *
                      </span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keys.map((key, row) => (
                <tr key={key} className={row >= known.length ? 'spare' : ''}>
                  <th scope="row" className="no">
                    {row >= known.length ? (
                      <>
                        <span aria-hidden>＋</span>
                        <span className="visually-hidden">{t('register.newRow')}</span>
                      </>
                    ) : (
                      row + 1
                    )}
                  </th>
                  {columns.map((column, col) => {
                    const place = placeIn(key, col);
                    const name = t('register.cellName', { row: row + 1, column: localize(column.label, locale) });
                    return (
                      place && (
                        <GridCell
                          key={column.code}
                          form={form}
                          grid={grid}
                          place={place}
                          at={{ row, col }}
                          name={name}
                        />
                      )
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Keys of rows to come, the same until they are used. */
function useSpareKeys(known: readonly string[]): (index: number) => string {
  const [made] = useState<{ keys: string[] }>(() => ({ keys: [] }));
  const clock = useRef(0);
  return useCallback(
    (index) => {
      made.keys = made.keys.filter((key) => !known.includes(key));
      while (made.keys.length <= index) {
        clock.current = Math.max(Date.now(), clock.current + 1);
        made.keys.push(newRowKey(clock.current));
      }
      return made.keys[index] ?? '';
    },
    [made, known],
  );
}
