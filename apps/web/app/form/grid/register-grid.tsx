import {
  columnCode,
  contentAt,
  formLimits,
  isNearLimit,
  isNotAsked,
  localize,
  parseCellId,
  registerRows,
  withKept,
  type Cell,
  type DataElement,
  type Evaluation,
  type Register,
} from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsFor, placeOf, sectionOfRegister, type Place } from '../sync/places.ts';
import { askedBy } from './asked-by.ts';
import { lockedPlace } from './not-asked.ts';
import { GridCell } from './cell.tsx';
import { useGrid, type GridParts } from './use-grid.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSpareKeys } from './use-spare-keys.ts';

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
  const known = useRegisterRows(form, register);
  const { typing } = form.state;
  const spare = useSpareKeys(known, typing === null ? null : parseCellId(typing).key);
  const isNothing = contentAt(evaluation.cells, register.code).value === 'nothing' && known.length === 0;
  const isNotAsked = evaluation.notAsked.has(register.code);
  const canGrow = !isReadOnly && !isNothing && !isNotAsked && known.length < formLimits.rowsPerRegister;
  const keys = useMemo(() => (canGrow ? [...known, spare(0)] : known), [canGrow, known, spare]);
  const placeIn = usePlaces(section, register, columns, evaluation.notAsked);
  const grid = useGrid({
    ...parts,
    source: {
      rows: keys.length,
      cols: columns.length,
      keys,
      canGrow,
      placeAt: ({ row, col }) => placeIn(keys[row], col),
      placeBelow: ({ row, col }) => (isNothing || isNotAsked ? undefined : placeIn(spare(row - known.length), col)),
      deleteRows: (from, to) =>
        store.editCells(
          known
            .slice(from, to + 1)
            .flatMap((key) =>
              columns.map((column): Cell => ({ code: columnCode(register, column), key, state: 'missing', value: '' })),
            ),
        ),
    },
  });
  const { frameRef, items, onScroll } = useRowWindow(keys, grid.selection.active.row, evaluation);
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
        {isNotAsked ? <Tag>{t('notAsked')}</Tag> : <Count rows={known.length} />}
        <span className="spacer" />
        {!isReadOnly && !isNotAsked && known.length === 0 && (
          <label className="check">
            <input type="checkbox" checked={isNothing} onChange={(event) => markNothing(event.target.checked)} />
            {t('register.nothing')}
          </label>
        )}
        {isReadOnly && isNothing && <span className="tag">{t('register.nothing')}</span>}
        {!isReadOnly && known.length > 0 && (
          <Button
            size="small"
            disabled={grid.selection.active.row >= known.length}
            onMouseDown={(event) => event.preventDefault()}
            onClick={grid.deleteRows}
          >
            {t('register.deleteRow')}
          </Button>
        )}
      </header>
      {register.when !== undefined && (
        <p className="register-hint small muted">
          {t('askedBy', { names: askedBy(view.form, register.code, locale).join(t('nameSeparator')) })}
        </p>
      )}
      {register.hint && <p className="register-hint small muted">{localize(register.hint, locale)}</p>}
      {findings.map((finding) => (
        <p key={finding.rule} className="register-hint alert-text small">
          {localize(finding.message, locale)}
        </p>
      ))}
      {keys.length > 0 && (
        <div className="table-scroll rows-frame" ref={frameRef} onScroll={onScroll}>
          <table
            className="grid rows"
            role="grid"
            aria-label={localize(register.label, locale)}
            aria-rowcount={keys.length + 1}
          >
            <colgroup>
              <col className="no" />
              {columns.map((column) => (
                <col key={column.code} className={column.type} />
              ))}
            </colgroup>
            <thead>
              <tr aria-rowindex={1}>
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
                    {column.when !== undefined && (
                      <small className="asked-by">
                        {t('askedBy', {
                          names: askedBy(view.form, columnCode(register, column), locale).join(t('nameSeparator')),
                        })}
                      </small>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => {
                if (item.kind === 'gap')
                  return (
                    <tr key={item.id} className="gap" aria-hidden>
                      <td colSpan={columns.length + 1} style={{ height: item.height }} />
                    </tr>
                  );
                const row = item.index;
                const key = keys[row] ?? '';
                return (
                  <tr key={key} data-row={key} aria-rowindex={row + 2} className={row >= known.length ? 'spare' : ''}>
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
                      return (
                        place && (
                          <GridCell
                            key={column.code}
                            form={form}
                            grid={grid}
                            place={place}
                            at={{ row, col }}
                            name={localize(column.label, locale)}
                            rowNumber={row + 1}
                          />
                        )
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The places of the register's cells, each made once; locked where their row isn't asked them. */
function usePlaces(
  section: string,
  register: Register,
  columns: readonly DataElement[],
  notAsked: Evaluation['notAsked'],
) {
  const placeIn = useMemo(() => {
    const made = new Map<string, readonly Place[]>();
    return (key: string | undefined, col: number): Place | undefined => {
      if (key === undefined) return undefined;
      const row =
        made.get(key) ??
        columns.map((column) => placeOf(section, column, null, { code: columnCode(register, column), key }));
      made.set(key, row);
      return row[col];
    };
  }, [section, register, columns]);
  return (key: string | undefined, col: number): Place | undefined => {
    const place = placeIn(key, col);
    return place && isNotAsked(notAsked, place.address) ? lockedPlace(place) : place;
  };
}

/** How many records there are; near the limit, how many more there may be. */
function Count({ rows }: { rows: number }) {
  const { t } = useTranslation('form');
  const limit = formLimits.rowsPerRegister;
  return isNearLimit(rows, limit) ? (
    <span className={rows >= limit ? 'alert-text small' : 'warn-text small'} role="status">
      {t(rows >= limit ? 'register.full' : 'register.nearLimit', { count: rows, limit })}
    </span>
  ) : (
    <span className="muted small">{t('register.count', { count: rows })}</span>
  );
}

/** The register's rows, and those that hold only what isn't saved: text that can't be read, a conflict. */
function useRegisterRows({ view, evaluation, state }: GridParts['form'], register: Register): readonly string[] {
  const { cells, rejected, save } = state;
  // A row may hold nothing but what isn't asked yet.
  const saved = useMemo(() => {
    const shown = evaluation.notAsked.has(register.code) ? evaluation.cells : withKept(evaluation, cells);
    return registerRows(view.form, shown).get(register.code) ?? [];
  }, [view.form, evaluation, cells, register.code]);
  return useMemo(() => {
    const isOwn = ({ code, key }: Pick<Cell, 'code' | 'key'>) => key !== '' && code.startsWith(`${register.code}.`);
    const held = [...rejected.keys(), ...save.conflicts.keys(), ...save.refused.keys()].map(parseCellId).filter(isOwn);
    const known = new Set(saved);
    const more = new Set(held.flatMap(({ key }) => (known.has(key) ? [] : [key])));
    return more.size === 0 ? saved : [...saved, ...more].toSorted((a, b) => (a < b ? -1 : 1));
  }, [saved, rejected, save.conflicts, save.refused, register.code]);
}
