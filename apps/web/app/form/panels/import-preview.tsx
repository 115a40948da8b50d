import { cellId, localize, printCell, type CellContent } from '@huibao/domain';
import { Button } from '@huibao/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../client.ts';
import { formatInstant, useLocale } from '../../dates.ts';
import { useFailureText } from '../../failure-alert.tsx';
import { findPlace } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import type { SaveInput, SaveResult } from '../sync/view.ts';

interface Spot {
  readonly sheet: string;
  readonly ref: string;
}

export type PreviewChange = SaveInput['cells'][number] &
  Spot & { readonly before: CellContent; readonly isNumberAsText: boolean };

/** What a workbook would do to the form, as the api tells it. */
export interface Preview {
  readonly changes: readonly PreviewChange[];
  readonly emptied: readonly PreviewChange[];
  readonly conflicts: readonly (PreviewChange & { readonly by: string; readonly at: string })[];
  readonly refused: readonly (Omit<SaveResult['refused'][number], 'error'> &
    Spot & { readonly error: Failure['code']; readonly text: string })[];
  readonly ignored: readonly (Spot & { readonly text: string })[];
  readonly unchanged: number;
}

/** What isn't taken over unless somebody says so. */
export interface ChosenCells {
  readonly isEmptying: boolean;
  /** Ids of conflicting cells that are to be as the workbook has them. */
  readonly mine: ReadonlySet<string>;
}

/** So many rows stand in a table; what is left out is counted beneath it. */
const shown = 500;

interface Props {
  readonly form: FormHandle;
  readonly preview: Preview;
  readonly chosen: ChosenCells;
  readonly onChoose: (chosen: ChosenCells) => void;
}

export function ImportPreview({ form, preview, chosen, onChoose }: Props) {
  const { t } = useTranslation('form');
  const { describe, print } = usePrinted(form);
  const spot = useSpot();
  const { changes, emptied, conflicts, refused, ignored } = preview;
  const choose = (id: string, isMine: boolean): void => {
    const mine = new Set(chosen.mine);
    if (isMine) mine.add(id);
    else mine.delete(id);
    onChoose({ ...chosen, mine });
  };
  const valueHeads = [t('import.cell'), t('columns.label'), t('import.before'), t('import.after')];
  const changeRow = (cell: PreviewChange) => (
    <tr key={cellId(cell)}>
      <td>{spot(cell)}</td>
      <td>{describe(cell)}</td>
      <td className="muted">{print(cell, cell.before)}</td>
      <td>
        {print(cell, cell)}
        {cell.isNumberAsText && <span className="warn-text small"> {t('import.asText')}</span>}
      </td>
    </tr>
  );
  const isNothing = [changes, emptied, conflicts, refused].every((cells) => cells.length === 0);
  return (
    <>
      <p>
        {isNothing
          ? t('import.nothing')
          : t('import.summary', {
              changes: changes.length,
              emptied: emptied.length,
              conflicts: conflicts.length,
              refused: refused.length,
              unchanged: preview.unchanged,
            })}
      </p>
      <RefusedCells form={form} refused={refused} />
      <PreviewTable
        title={t('import.conflicts')}
        heads={[t('import.cell'), t('columns.label'), t('import.inSystem'), t('import.inWorkbook')]}
        isAlert
        rows={conflicts}
        rowOf={(cell) => (
          <tr key={cellId(cell)}>
            <td>{spot(cell)}</td>
            <td>{describe(cell)}</td>
            <td>
              {print(cell, cell.before)}
              {cell.at !== '' && (
                <div className="muted small">
                  {cell.by} {formatInstant(cell.at, 'short')}
                </div>
              )}
            </td>
            <td>
              <label className="check">
                {print(cell, cell)}{' '}
                <input
                  type="checkbox"
                  aria-label={t('import.takeMine', { label: describe(cell) })}
                  checked={chosen.mine.has(cellId(cell))}
                  onChange={({ target }) => choose(cellId(cell), target.checked)}
                />
              </label>
            </td>
          </tr>
        )}
      >
        <Button onClick={() => onChoose({ ...chosen, mine: new Set(conflicts.map((cell) => cellId(cell))) })}>
          {t('import.allMine')}
        </Button>
        <Button onClick={() => onChoose({ ...chosen, mine: new Set() })}>{t('import.allTheirs')}</Button>
      </PreviewTable>
      <PreviewTable title={t('import.emptied')} heads={valueHeads} isAlert rows={emptied} rowOf={changeRow}>
        <label className="check">
          <input
            type="checkbox"
            checked={chosen.isEmptying}
            onChange={({ target }) => onChoose({ ...chosen, isEmptying: target.checked })}
          />{' '}
          {t('import.emptyToo', { count: emptied.length })}
        </label>
      </PreviewTable>
      <PreviewTable title={t('import.changes')} heads={valueHeads} rows={changes} rowOf={changeRow} />
      <PreviewTable
        title={t('import.ignored', { count: ignored.length })}
        heads={[t('import.cell'), t('import.text')]}
        rows={ignored}
        rowOf={(cell) => (
          <tr key={cell.sheet + cell.ref}>
            <td>{spot(cell)}</td>
            <td>{cell.text}</td>
          </tr>
        )}
      />
    </>
  );
}

/** What a workbook has that can't be taken: before the rest is written, and after. */
export function RefusedCells({ form, refused }: Pick<Props, 'form'> & Pick<Preview, 'refused'>) {
  const { t } = useTranslation('form');
  const failureText = useFailureText();
  const { describe } = usePrinted(form);
  const spot = useSpot();
  return (
    <PreviewTable
      title={t('import.refused')}
      heads={[t('import.cell'), t('columns.label'), t('import.text'), t('import.reason')]}
      isAlert
      rows={refused}
      rowOf={(cell) => (
        <tr key={cell.sheet + cell.ref + cellId(cell)}>
          <td>{spot(cell)}</td>
          <td>{describe(cell)}</td>
          <td>{cell.text}</td>
          <td className="alert-text">{failureText({ code: cell.error, params: cell.params })}</td>
        </tr>
      )}
    />
  );
}

function useSpot(): (spot: Spot) => string {
  const { t } = useTranslation('form');
  return ({ sheet, ref }) => (ref === '' ? t('import.deletedRow') : `${sheet} ${ref}`);
}

/** How a cell is named and its content printed; a register's own answer is that it has nothing. */
function usePrinted(form: FormHandle): {
  readonly describe: (cell: { code: string; key: string }) => string;
  readonly print: (cell: { code: string; key: string }, content: CellContent) => string;
} {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { view } = form;
  const placeOf = (cell: { code: string; key: string }) => findPlace(view.form, view.unit, cellId(cell));
  return {
    describe(cell) {
      const place = placeOf(cell);
      if (place) return localize(place.label, locale);
      const block = view.form.sections
        .flatMap((section) => section.blocks)
        .find((one) => one.kind === 'register' && one.register.code === cell.code);
      return block?.kind === 'register' ? localize(block.register.label, locale) : cell.code;
    },
    print(cell, content) {
      const place = placeOf(cell);
      const text = place
        ? printCell(place.element, content, locale)
        : content.value === 'nothing'
          ? t('register.nothing')
          : content.value;
      return text || t('empty');
    },
  };
}

interface TableProps<Row> {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly rowOf: (row: Row) => ReactNode;
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}

function PreviewTable<Row>({ title, heads, rows, rowOf, isAlert, children }: TableProps<Row>) {
  const { t } = useTranslation('form');
  if (rows.length === 0) return null;
  return (
    <>
      <div className="preview-scroll" role="region" tabIndex={0} aria-label={title}>
        <table className="table">
          <caption className={isAlert ? 'alert-text' : ''}>{title}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.slice(0, shown).map(rowOf)}</tbody>
        </table>
      </div>
      {rows.length > shown && <p className="muted">{t('import.more', { count: rows.length - shown })}</p>}
      {children && <div className="row">{children}</div>}
    </>
  );
}
